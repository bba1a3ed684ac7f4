package sacred.app.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Families of languages that are coloured alike. */
enum Language {
    /** Blocks in braces and comments as in C: Java, Kotlin, JavaScript, Go, Rust, ... */
    CURLY(
            "java kotlin kt scala groovy javascript js jsx typescript ts tsx c h cpp c++ cc hpp csharp cs go golang"
                    + " rust rs swift php dart css scss json5 jsonc proto zig",
            List.of("//"),
            "/*",
            "*/",
            "\"'`",
            "abstract as async await bool boolean break byte case catch char class const continue crate data def"
                + " default defer delete do double else enum export extends extern false final finally float fn for"
                + " foreach from fun func function go goto if impl implements import in inline instanceof int"
                + " interface internal is let long loop map match mod module move mut namespace new nil null object of"
                + " operator out override package permits private protected pub public record ref return sealed select"
                + " self short signed sizeof static string struct super switch synchronized template this throw throws"
                + " trait true try type typedef typeof union undefined unsafe unsigned use using val var virtual void"
                + " volatile when where while with yield"),
    PYTHON(
            "python py python3 ruby rb",
            List.of("#"),
            "",
            "",
            "\"'",
            "and as assert async await begin break case class continue def del do elif else elsif end ensure except"
                    + " False finally for from global if import in is lambda match module nil None nonlocal not or pass"
                    + " raise require rescue return self then True try unless until when while with yield"),
    SHELL(
            "sh bash zsh shell console fish powershell ps1 dockerfile makefile make",
            List.of("#"),
            "",
            "",
            "\"'",
            "case do done elif else esac export fi for function if in local return set sudo then unset until while cd"
                    + " echo exit source FROM RUN COPY ADD CMD ENTRYPOINT ENV WORKDIR EXPOSE ARG"),
    DATA("json yaml yml toml ini properties", List.of("#"), "", "", "\"'", "true false null yes no on off"),
    SQL(
            "sql mysql postgres postgresql sqlite plsql",
            List.of("--"),
            "/*",
            "*/",
            "'\"",
            "add all alter and as asc begin between by case check column commit constraint create cross database"
                    + " default delete desc distinct drop else end exists explain foreign from full group having if in"
                    + " index inner insert into is join key left like limit not null offset on or order outer over"
                    + " partition primary references returning right rollback select set table then union unique update"
                    + " using values view when where with"),
    MARKUP("html xml svg xhtml vue pom", List.of(), "<!--", "-->", "\"'", ""),
    DIFF("diff patch", List.of(), "", "", "", ""),
    PLAIN("", List.of(), "", "", "", "");

    private final Set<String> names;
    private final List<String> lineComments;
    private final String commentStart;
    private final String commentEnd;
    private final String quotes;
    private final Set<String> keywords;

    Language(
            String names,
            List<String> lineComments,
            String commentStart,
            String commentEnd,
            String quotes,
            String keywords) {
        this.names = Set.copyOf(List.of(names.split(" ")));
        this.lineComments = lineComments;
        this.commentStart = commentStart;
        this.commentEnd = commentEnd;
        this.quotes = quotes;
        this.keywords = Set.copyOf(List.of(keywords.split(" ")));
    }

    /** As written after a fence. */
    static Language named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (Language language : values()) {
            if (language.names.contains(lower)) {
                return language;
            }
        }
        return PLAIN;
    }

    List<String> lineComments() {
        return lineComments;
    }

    /** Empty where no comment has more than one line. */
    String commentStart() {
        return commentStart;
    }

    String commentEnd() {
        return commentEnd;
    }

    String quotes() {
        return quotes;
    }

    boolean isKeyword(String word) {
        return keywords.contains(this == SQL ? word.toLowerCase(Locale.ROOT) : word);
    }
}
