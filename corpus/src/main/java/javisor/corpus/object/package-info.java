/** Classes, interfaces, records, enums, patterns and lambdas. */
package javisor.corpus.object;
