package javisor.compiler.frontend;

import javisor.compiler.classfile.FieldDefinition;
import javisor.compiler.classfile.Hierarchy;
import javisor.compiler.classfile.MethodDefinition;
import javisor.compiler.heap.BuildTimeClasses;
import javisor.compiler.heap.ImageHeap;
import javisor.compiler.ir.SourcePosition;

/** What the translation of one method asks of the closed world, and what it tells it: everything the method reaches. */
public interface World {

    /** {@return the types of the program} */
    Hierarchy hierarchy();

    /** {@return the classes on the build-time JVM} */
    BuildTimeClasses classes();

    /** {@return the objects of the image} */
    ImageHeap heap();

    /** The method calls exactly {@code target}. */
    void calls(MethodDefinition target, SourcePosition position);

    /** The method calls {@code declared} on an object of any type. */
    void callsVirtually(MethodDefinition declared, SourcePosition position);

    /** The method makes objects or arrays of exactly {@code type}. */
    void creates(String type, SourcePosition position);

    /** The method casts to or tests for {@code type}. */
    void names(String type);

    /** The method reads or writes a static field. */
    void uses(FieldDefinition field, SourcePosition position);

    /** The method refers to an object of the build-time JVM, which {@code field} holds. */
    void refersTo(Object constant, FieldDefinition field, SourcePosition position);

    /** The method stores to a field. */
    void storesTo(FieldDefinition field);

    /** The method stores to elements of arrays of static type {@code arrayType}, or lets others do so. */
    void storesToElements(String arrayType);

    /** {@code array} is a constant that is shared although the JVM would copy it: nothing stores to it. */
    void shares(Object array);

    /** Something is wrong at {@code position}; translation goes on. */
    void problem(String what, String remedy, SourcePosition position);
}
