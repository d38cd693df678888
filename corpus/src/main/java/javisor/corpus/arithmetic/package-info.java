/** Numbers: every operator and conversion at its corners. */
package javisor.corpus.arithmetic;
