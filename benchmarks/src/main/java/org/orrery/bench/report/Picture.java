package org.orrery.bench.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;

/**
 * A figure of the report: the picture and the numbers in it.
 *
 * @param id the name of its files, {@code id.svg} and {@code id.csv}
 * @param section the id of the table that it belongs to
 * @param title its heading
 * @param caption what it shows, in a sentence or two
 * @param svg the picture; a file of its own, so not in the JSON
 * @param data the numbers in it, column by column, all of one length
 */
public record Picture(
        String id, String section, String title, String caption, @JsonIgnore String svg, Map<String, List<?>> data) {}
