/** Strings. */
package javisor.corpus.text;
