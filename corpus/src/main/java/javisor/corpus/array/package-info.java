/** Arrays of every kind. */
package javisor.corpus.array;
