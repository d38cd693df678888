/**
 * Small Java programs that print the same on the JVM and on metal, compiled into one image. Programs in {@code panic} fail, and fail
 * the same. Each difference between the two worlds that is ever found becomes a program here.
 */
package javisor.corpus;
