/** Objects that static initialisers leave in the image, and objects made at boot. */
package javisor.corpus.heap;
