/** What is on the stick: boot record, partitions, the image, the settings. */
package javisor.stick;
