// Lucene behind a pipe, for benchmarks/engine_lucene.py: `java -cp lucene-core.jar Lucene.java`.
// Lines of fields with tabs between them come in; for `serve` a line goes out for each command, for
// `whole` one at the end: the processor's seconds since the first line, of all threads of the JVM.

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

public class Lucene {
    static final BufferedReader IN =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 16);
    static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    public static void main(String[] args) throws IOException {
        OUT.println("ready");
        OUT.flush();
        try (Directory folder = FSDirectory.open(Path.of(args[1]))) {
            if (args[0].equals("build")) {
                try (IndexWriter writer = new IndexWriter(folder, config())) {
                    for (String line; (line = IN.readLine()) != null; ) add(writer, line);
                }
            } else if (args[0].equals("whole")) {
                whole(folder);
            } else {
                serve(folder);
            }
        }
    }

    static IndexWriterConfig config() {
        Analyzer spaces = new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                return new TokenStreamComponents(new Spaces());
            }
        };
        return new IndexWriterConfig(spaces).setRAMBufferSizeMB(128);
    }

    static void add(IndexWriter writer, String line) throws IOException {
        String[] row = line.split("\t", -1);
        Document made = new Document();
        made.add(new StringField("id", row[0], Field.Store.YES));
        made.add(new StoredField("title", row[1]));
        made.add(new LongField("date", Long.parseLong(row[2]), Field.Store.YES));
        made.add(new TextField("text", row[3], Field.Store.NO));
        made.add(new StoredField("stored", row[4]));
        writer.addDocument(made);
    }

    // From published text: title and body, each as stems and as the words themselves, two views as
    // searchkit has them. ArabicAnalyzer is of another jar, which only this needs: hence its name.
    static void whole(Directory folder) throws IOException {
        var machine = (com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        Map<String, Analyzer> views = new HashMap<>();
        for (String field : List.of("title_exact", "body_exact")) views.put(field, exact());
        Analyzer byField = new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
            private final Analyzer stems = named("org.apache.lucene.analysis.ar.ArabicAnalyzer");

            @Override
            protected Analyzer getWrappedAnalyzer(String field) {
                return views.getOrDefault(field, stems);
            }
        };
        long started = 0;
        var config = new IndexWriterConfig(byField).setRAMBufferSizeMB(128);
        try (IndexWriter writer = new IndexWriter(folder, config)) {
            for (String line; (line = IN.readLine()) != null; ) {
                if (started == 0) started = machine.getProcessCpuTime();
                String[] row = line.split("\t", -1);
                Document made = new Document();
                made.add(new StringField("id", row[0], Field.Store.YES));
                made.add(new LongField("date", Long.parseLong(row[2]), Field.Store.YES));
                for (String name : List.of("title", "title_exact"))
                    made.add(new TextField(name, row[1], Field.Store.NO));
                for (String name : List.of("body", "body_exact"))
                    made.add(new TextField(name, row[3], Field.Store.NO));
                made.add(new StoredField("stored", row[4]));
                writer.addDocument(made);
            }
        }
        OUT.println((machine.getProcessCpuTime() - started) / 1e9);
        OUT.flush();
    }

    static Analyzer named(String name) {
        try {
            return (Analyzer) Class.forName(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException error) {
            throw new IllegalStateException(error);
        }
    }

    static Analyzer exact() {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                var words = new org.apache.lucene.analysis.standard.StandardTokenizer();
                return new TokenStreamComponents(words, new LowerCaseFilter(words));
            }
        };
    }

    static void serve(Directory folder) throws IOException {
        DirectoryReader reader = DirectoryReader.open(folder);
        for (String line; (line = IN.readLine()) != null; ) {
            String[] command = line.split("\t", -1);
            long started = System.nanoTime();
            String answer = "";
            if (command[0].equals("add")) {
                String[] lines = new String[Integer.parseInt(command[1])];
                for (int i = 0; i < lines.length; i++) lines[i] = IN.readLine();
                started = System.nanoTime();
                try (IndexWriter writer = new IndexWriter(folder, config())) {
                    for (String each : lines) add(writer, each);
                    writer.commit();
                    DirectoryReader newer = DirectoryReader.openIfChanged(reader);
                    reader.close();
                    reader = newer;
                }
            } else {
                answer = search(reader, command);
            }
            OUT.println((System.nanoTime() - started) / 1e6 + answer);
            OUT.flush();
        }
    }

    static String search(DirectoryReader reader, String[] command) throws IOException {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null); // a query that comes again is to be answered again
        TopScoreDocCollector best = TopScoreDocCollector.create(10, Integer.MAX_VALUE);
        searcher.search(query(command), best);
        TopDocs found = best.topDocs();
        var stored = searcher.storedFields();
        StringBuilder answer = new StringBuilder("\t" + found.totalHits.value);
        for (ScoreDoc hit : found.scoreDocs) {
            Document article = stored.document(hit.doc, Set.of("title", "date"));
            answer.append('\t').append(article.get("title")).append('\t').append(article.get("date"));
        }
        return answer.toString();
    }

    static Query query(String[] command) {
        String[] terms = command[3].split(" ");
        if (command[0].equals("prefix3")) return new PrefixQuery(new Term("text", terms[0]));
        if (command[0].equals("phrase2")) return new PhraseQuery("text", terms);
        if (terms.length == 1) return new TermQuery(new Term("text", terms[0]));
        boolean any = command[0].equals("or3");
        BooleanQuery.Builder made = new BooleanQuery.Builder();
        for (String term : terms) {
            var occur = any ? BooleanClause.Occur.SHOULD : BooleanClause.Occur.MUST;
            made.add(new TermQuery(new Term("text", term)), occur);
        }
        if (!command[1].isEmpty()) {
            long first = Long.parseLong(command[1]);
            long last = Long.parseLong(command[2]);
            made.add(LongField.newRangeQuery("date", first, last), BooleanClause.Occur.FILTER);
        }
        return made.build();
    }

    static final class Spaces extends Tokenizer {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final char[] buffer = new char[8192];
        private int at, filled;

        private int next() throws IOException {
            if (at == filled) {
                at = 0;
                filled = Math.max(0, input.read(buffer));
                if (filled == 0) return -1;
            }
            return buffer[at++];
        }

        @Override
        public boolean incrementToken() throws IOException {
            clearAttributes();
            int code = next();
            while (code == ' ') code = next();
            if (code < 0) return false;
            for (; code >= 0 && code != ' '; code = next()) term.append((char) code);
            return true;
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            at = filled = 0;
        }
    }
}
