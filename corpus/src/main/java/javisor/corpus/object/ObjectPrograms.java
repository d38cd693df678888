package javisor.corpus.object;

import javisor.corpus.Program;

/** The programs of this package, in the order they are run. */
public final class ObjectPrograms {
    private ObjectPrograms() {}

    /** {@return one of each, newly made} */
    public static Program[] all() {
        return new Program[] {
            new AbstractClasses(),
            new AbstractInterfaces(),
            new BinaryTrees(),
            new BridgeMethods(),
            new CallsFromConstructors(),
            new Casts(),
            new Chaining(),
            new Constructors(),
            new DefaultMethods(),
            new Defaults(),
            new Diamonds(),
            new EnumBodies(),
            new EnumNames(),
            new Enums(),
            new EqualsOverridden(),
            new GenericLambdas(),
            new Generics(),
            new Identity(),
            new Inheritance(),
            new InnerClasses(),
            new InstancePatterns(),
            new InstanceTests(),
            new InterfaceStatics(),
            new Interfaces(),
            new Iterators(),
            new Lambdas(),
            new LinkedLists(),
            new LocalClasses(),
            new ManyImplementations(),
            new MethodReferences(),
            new Nesting(),
            new Nulls(),
            new Overrides(),
            new PatternSwitches(),
            new RecordEquality(),
            new RecordPatterns(),
            new Records(),
            new RecordsAsKeys(),
            new SealedSwitches(),
            new States(),
            new StaticLambdas(),
            new Visitors(),
        };
    }
}
