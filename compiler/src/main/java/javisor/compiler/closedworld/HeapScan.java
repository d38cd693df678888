package javisor.compiler.closedworld;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javisor.compiler.check.Problems;
import javisor.compiler.check.Refusal;
import javisor.compiler.classfile.FieldDefinition;
import javisor.compiler.closedworld.ClosedWorld.ConstantOrigin;
import javisor.compiler.closedworld.ClosedWorld.Reason;
import javisor.compiler.heap.BuildTimeClasses;
import javisor.compiler.heap.ImageHeap;

/** Walks the objects that static fields and constants reach, for the types among them, and for those that cannot be in an image. */
final class HeapScan {
    private final ImageHeap heap;
    private final BuildTimeClasses classes;
    private final CallPaths paths;
    private final Problems problems;

    /** How an object was reached: from which other, by which field. */
    private record Link(Object from, String label) {}

    HeapScan(ImageHeap heap, BuildTimeClasses classes, CallPaths paths, Problems problems) {
        this.heap = heap;
        this.classes = classes;
        this.paths = paths;
        this.problems = problems;
    }

    /**
     * {@return the types of all objects reachable at the moment}
     *
     * @param fields the static fields that code reads or writes
     * @param origins where constants of the code come from
     */
    Set<String> types(Map<FieldDefinition, Reason> fields, Map<Object, ConstantOrigin> origins) {
        Map<Object, Link> links = new IdentityHashMap<>();
        Deque<Object> pending = new ArrayDeque<>();
        Set<String> types = new LinkedHashSet<>();
        for (Object constant : heap.constants()) {
            ConstantOrigin origin = origins.get(constant);
            String label = origin == null ? "a constant" : origin.field().toString();
            add(constant, new Link(null, label), links, pending);
            drain(types, links, pending, origin == null ? "" : path(origin.reason()));
        }
        fields.forEach((field, reason) -> {
            if (classes.initialise(field.owner()) != null && isReference(field)) {
                Object content = classes.read(field);
                if (content != null) {
                    add(content, new Link(null, field.toString()), links, pending);
                    drain(types, links, pending, path(reason));
                }
            }
        });
        return types;
    }

    private String path(Reason reason) {
        return paths.path(reason.caller()) + " (" + CallPaths.text(reason.position()) + ")";
    }

    private boolean isReference(FieldDefinition field) {
        return heap.isReference(field.descriptor());
    }

    private static void add(Object object, Link link, Map<Object, Link> links, Deque<Object> pending) {
        if (links.putIfAbsent(object, link) == null) {
            pending.add(object);
        }
    }

    private void drain(Set<String> types, Map<Object, Link> links, Deque<Object> pending, String path) {
        while (!pending.isEmpty()) {
            Object object = pending.remove();
            try {
                types.add(heap.typeOf(object));
                if (object instanceof String) {
                    types.add("[B");
                }
                List<ImageHeap.Edge> edges = heap.edges(object);
                for (ImageHeap.Edge edge : edges) {
                    add(edge.target(), new Link(object, edge.label()), links, pending);
                }
            } catch (Refusal refusal) {
                String fields = fields(object, links);
                problems.report("image heap", fields + " " + refusal.getMessage(), path, refusal.remedy());
            }
        }
    }

    private static String fields(Object object, Map<Object, Link> links) {
        StringBuilder text = new StringBuilder();
        for (Link link = links.get(object); link != null; link = link.from() == null ? null : links.get(link.from())) {
            text.insert(0, link.label());
        }
        return text.toString();
    }
}
