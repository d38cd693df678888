/** Addresses that compile to bare registers, and raw memory. */
package javisor.corpus.unboxed;
