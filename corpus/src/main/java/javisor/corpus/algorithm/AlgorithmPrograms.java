package javisor.corpus.algorithm;

import javisor.corpus.Program;

/** The programs of this package, in the order they are run. */
public final class AlgorithmPrograms {
    private AlgorithmPrograms() {}

    /** {@return one of each, newly made} */
    public static Program[] all() {
        return new Program[] {
            new Base64(),
            new BigNumbers(),
            new BinarySearch(),
            new Bitmaps(),
            new Checksums(),
            new Crc32(),
            new EditDistance(),
            new Euclid(),
            new Hanoi(),
            new HashTables(),
            new HeapSort(),
            new InsertionSort(),
            new Interpreter(),
            new Knapsack(),
            new Life(),
            new Matrices(),
            new MazeSearch(),
            new MergeSort(),
            new ModularPowers(),
            new PageWalk(),
            new Permutations(),
            new PrimeFactors(),
            new Queens(),
            new QuickSort(),
            new RandomNumbers(),
            new RingBuffers(),
            new RomanNumerals(),
            new RunLengths(),
            new Sha256(),
            new ShortestPaths(),
            new Sieve(),
            new StackMachine(),
            new StringSort(),
            new Topological(),
            new UnionFind(),
        };
    }
}
