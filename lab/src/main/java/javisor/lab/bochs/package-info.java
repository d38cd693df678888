/** The Bochs that Javisor builds for itself, from Debian's source package. */
package javisor.lab.bochs;
