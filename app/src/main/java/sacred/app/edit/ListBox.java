package sacred.app.edit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A list to choose from by typing a part of what is wanted. Immutable.
 *
 * @param title what is chosen
 * @param query what was typed so far
 * @param selected position among the entries that match
 */
public record ListBox(String title, List<Entry> entries, String query, int selected) {

    /**
     * One row of the list.
     *
     * @param value what choosing it means; empty for one that cannot be chosen
     * @param label what is matched first
     * @param detail beside it
     * @param current whether it is what is in force now
     */
    public record Entry(Optional<String> value, String label, String detail, boolean current) {}

    public ListBox {
        entries = List.copyOf(entries);
    }

    public static ListBox of(String title, List<Entry> entries) {
        ListBox box = new ListBox(title, entries, "", 0);
        int current = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).current()) {
                current = i;
            }
        }
        return box.select(current);
    }

    /** The entries that contain every typed word, in their order. */
    public List<Entry> matching() {
        if (query.isBlank()) {
            return entries;
        }
        String[] words = query.toLowerCase(Locale.ROOT).strip().split("\\s+");
        return entries.stream().filter(entry -> matches(entry, words)).toList();
    }

    private static boolean matches(Entry entry, String[] words) {
        String text = (entry.label() + " " + entry.detail()).toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    public Optional<Entry> chosen() {
        List<Entry> matching = matching();
        return matching.isEmpty()
                ? Optional.empty()
                : Optional.of(matching.get(Math.min(selected, matching.size() - 1)));
    }

    /** The same list with other entries; what was typed and chosen stays. */
    public ListBox with(List<Entry> others) {
        if (entries.isEmpty() && query.isEmpty()) {
            return of(title, others);
        }
        Optional<String> value = chosen().flatMap(Entry::value);
        ListBox next = new ListBox(title, others, query, 0);
        List<Entry> matching = next.matching();
        for (int i = 0; i < matching.size(); i++) {
            if (value.isPresent() && matching.get(i).value().equals(value)) {
                return next.select(i);
            }
        }
        return next.select(selected);
    }

    /** The list after a key; empty when the key is not for a list. Enter and Esc never are. */
    public Optional<ListBox> apply(Input input) {
        return switch (input) {
            case Input.Paste paste -> Optional.of(typed(query + paste.text().strip()));
            case Input.Key key -> key(key);
            case Input.Mouse mouse ->
                switch (mouse.action()) {
                    case WHEEL_UP -> Optional.of(select(selected - 1));
                    case WHEEL_DOWN -> Optional.of(select(selected + 1));
                    case PRESS, RELEASE -> Optional.empty();
                };
            case Input.Focus _, Input.Background _ -> Optional.empty();
        };
    }

    private Optional<ListBox> key(Input.Key key) {
        return switch (key.name()) {
            case UP -> Optional.of(select(selected - 1));
            case DOWN -> Optional.of(select(selected + 1));
            case PAGE_UP -> Optional.of(select(selected - 10));
            case PAGE_DOWN -> Optional.of(select(selected + 10));
            case HOME -> Optional.of(select(0));
            case END -> Optional.of(select(Integer.MAX_VALUE));
            case BACKSPACE ->
                Optional.of(
                        typed(query.isEmpty() ? "" : query.substring(0, query.offsetByCodePoints(query.length(), -1))));
            case CHARACTER -> character(key);
            default -> Optional.empty();
        };
    }

    private Optional<ListBox> character(Input.Key key) {
        if (key.ctrl()) {
            return switch (key.text()) {
                case "p" -> Optional.of(select(selected - 1));
                case "n" -> Optional.of(select(selected + 1));
                case "u", "w" -> Optional.of(typed(""));
                default -> Optional.empty();
            };
        }
        return key.alt() ? Optional.empty() : Optional.of(typed(query + key.text()));
    }

    /** The entries that fit another query. */
    public ListBox typed(String text) {
        return new ListBox(title, entries, text, 0);
    }

    private ListBox select(int wanted) {
        int last = Math.max(0, matching().size() - 1);
        return new ListBox(title, entries, query, Math.max(0, Math.min(wanted, last)));
    }
}
