package javisor.lab.matrix;

import java.util.Set;

/**
 * Cells that are not run.
 *
 * @param guests the ids of their guests
 * @param platforms their platforms
 * @param cpus their numbers of processors
 * @param reason why, for people
 */
record Exclusion(Set<String> guests, Set<Platform> platforms, Set<Integer> cpus, String reason) {

    boolean covers(Cell cell) {
        return guests.contains(cell.guest().id()) && platforms.contains(cell.platform()) && cpus.contains(cell.cpus());
    }
}
