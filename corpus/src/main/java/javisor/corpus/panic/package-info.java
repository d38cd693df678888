/** Programs that fail: each must end with the exception, the message and the stack trace of the JVM. */
package javisor.corpus.panic;
