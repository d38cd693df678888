/**
 * What is reachable: from the entry points through every call, with virtual calls limited to the types of which there are objects
 * (rapid type analysis), iterated together with the objects the static initialisers leave.
 */
package javisor.compiler.closedworld;
