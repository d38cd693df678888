/** Control flow, calls and the order of evaluation. */
package javisor.corpus.control;
