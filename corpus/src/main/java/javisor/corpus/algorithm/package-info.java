/** Whole algorithms. */
package javisor.corpus.algorithm;
