package javisor.cli;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javisor.lab.matrix.Cell;
import javisor.lab.matrix.GuestMatrix;
import javisor.lab.matrix.Verdict;

/**
 * What came of the cells that were run, kept in a directory with the pictures and the report made of them. Everything is
 * written anew after each cell, so that a run that is ended in the middle leaves what it has.
 */
final class MatrixResults {
    /** The report for a browser. */
    static final String PAGE = "matrix.html";

    private static final String TABLE = "matrix.md";
    private static final String DATA = "results.json";

    private final Path directory;
    private final Map<String, Pair> pairs;

    private MatrixResults(Path directory, Map<String, Pair> pairs) {
        this.directory = directory;
        this.pairs = pairs;
    }

    /**
     * The two runs of a cell.
     *
     * @param bare on the bare machine
     * @param hypervised under Javisor
     */
    record Pair(Verdict bare, Verdict hypervised) {
        boolean passed() {
            return bare instanceof Verdict.Passed && hypervised instanceof Verdict.Passed;
        }
    }

    /** {@return no results, with a directory to keep them in} */
    static MatrixResults empty(Path directory) {
        return new MatrixResults(directory, new LinkedHashMap<>());
    }

    /** {@return what a directory has} */
    static MatrixResults read(Path directory) throws IOException {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        Path file = directory.resolve(DATA);
        if (Files.exists(file)) {
            try {
                JsonObject data = JsonParser.object().from(Files.readString(file));
                for (String name : data.keySet()) {
                    JsonObject pair = member(data, name, JsonObject.class);
                    pairs.put(
                            name,
                            new Pair(
                                    verdict(member(pair, "bare", JsonObject.class)),
                                    verdict(member(pair, "javisor", JsonObject.class))));
                }
            } catch (JsonParserException | CharacterCodingException | IllegalArgumentException damaged) {
                throw new UnusableException(file + " is damaged: remove it, or leave out --resume");
            }
        }
        return new MatrixResults(directory, pairs);
    }

    /** {@return what came of a cell, if it was run} */
    Optional<Pair> of(Cell cell) {
        return Optional.ofNullable(pairs.get(cell.name()));
    }

    /** {@return where the picture of a run's screen goes} */
    Path picture(Cell cell, boolean hypervised) {
        return directory.resolve(cell.name() + (hypervised ? "-javisor.png" : "-bare.png"));
    }

    /** Keeps what came of a cell, and writes the report. */
    void add(Cell cell, Pair pair) throws IOException {
        pairs.put(cell.name(), pair);
        write();
    }

    /** Writes the report of all cells, whether they were run or not. */
    void write() throws IOException {
        replace(DATA, json());
        replace(TABLE, String.join("\n", new MatrixTable(this, GuestMatrix.cells()).markdown()) + "\n");
        replace(PAGE, new MatrixPage(this).html());
    }

    /** {@return whether of some cells none has failed} */
    boolean allPassed(List<Cell> cells) {
        return cells.stream().flatMap(cell -> of(cell).stream()).allMatch(Pair::passed);
    }

    /** A run that is ended meanwhile leaves the old file or the new one. */
    private void replace(String name, String text) throws IOException {
        Path unfinished = directory.resolve(name + ".unfinished");
        try {
            Files.writeString(unfinished, text);
            Files.move(
                    unfinished,
                    directory.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private String json() {
        JsonObject data = new JsonObject();
        pairs.forEach((name, pair) -> {
            JsonObject both = new JsonObject();
            both.put("bare", json(pair.bare()));
            both.put("javisor", json(pair.hypervised()));
            data.put(name, both);
        });
        return JsonWriter.indent("  ").string().object(data).done();
    }

    private static JsonObject json(Verdict verdict) {
        JsonObject object = new JsonObject();
        object.put("milliseconds", verdict.time().toMillis());
        if (verdict instanceof Verdict.Failed failed) {
            object.put("complaint", failed.complaint());
            object.put("lastLines", new JsonArray(failed.lastLines()));
        }
        return object;
    }

    private static Verdict verdict(JsonObject object) {
        Duration time =
                Duration.ofMillis(member(object, "milliseconds", Number.class).longValue());
        return object.has("complaint")
                ? new Verdict.Failed(
                        time,
                        member(object, "complaint", String.class),
                        member(object, "lastLines", JsonArray.class).stream()
                                .map(String::valueOf)
                                .toList())
                : new Verdict.Passed(time);
    }

    private static <T> T member(JsonObject object, String name, Class<T> type) {
        if (!type.isInstance(object.get(name))) {
            throw new IllegalArgumentException(name + " is not as it was written");
        }
        return type.cast(object.get(name));
    }
}
