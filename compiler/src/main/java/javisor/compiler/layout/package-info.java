/** Where things stand: fields in objects, methods in dispatch tables, types in subtype bitmaps. */
package javisor.compiler.layout;
