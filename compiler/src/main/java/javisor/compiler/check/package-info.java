/** What resident code may not do, found and reported all at once. */
package javisor.compiler.check;
