// Lucene's ArabicAnalyzer and BM25 behind a pipe, for benchmarks/quality/lucene.py. Lines come in:
// texts, an empty line, then "place TAB query" each, for which the rank of the text at that place
// goes out, 0 beyond the first hundred.

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

public class Arabic {
    static final int DEEPEST = 100;
    static final Analyzer ANALYZER = new ArabicAnalyzer();

    public static void main(String[] args) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var folder = new ByteBuffersDirectory();
        var config = new IndexWriterConfig(ANALYZER).setRAMBufferSizeMB(128);
        config.setMaxBufferedDocs(IndexWriterConfig.DISABLE_AUTO_FLUSH);
        String line;
        try (var writer = new IndexWriter(folder, config)) {
            while (!(line = in.readLine()).isEmpty()) {
                var made = new Document();
                made.add(new TextField("text", line, Field.Store.NO));
                writer.addDocument(made);
            }
            writer.forceMerge(1); // numbers are then places
        }
        var searcher = new IndexSearcher(DirectoryReader.open(folder));
        while ((line = in.readLine()) != null) {
            String[] asked = line.split("\t", 2);
            System.out.println(rank(searcher, Integer.parseInt(asked[0]), asked[1]));
        }
    }

    static int rank(IndexSearcher searcher, int place, String query) throws IOException {
        var any = new BooleanQuery.Builder();
        try (TokenStream tokens = ANALYZER.tokenStream("text", query)) {
            var term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                any.add(new TermQuery(new Term("text", term.toString())), BooleanClause.Occur.SHOULD);
            }
            tokens.end();
        }
        ScoreDoc[] found = searcher.search(any.build(), DEEPEST).scoreDocs;
        for (int at = 0; at < found.length; at++) if (found[at].doc == place) return at + 1;
        return 0;
    }
}
