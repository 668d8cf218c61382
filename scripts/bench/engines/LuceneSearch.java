import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;

/**
 * Indexes words, or answers questions about them, with Lucene and BM25 (k1 1.2, b 0.75).
 *
 * <p>Arguments: build or ask, and a folder. Standard input: items as number, source and words, or
 * questions as kind, source and words, one a line, tabs between. Standard output, for each
 * question: nanoseconds, and the numbers of the best ten; for the kind that begins with a #, how
 * many items match.
 */
class LuceneSearch {
  private static final PrintStream OUT =
      new PrintStream(System.out, true, StandardCharsets.UTF_8);

  public static void main(String[] arguments) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (FSDirectory directory = FSDirectory.open(Path.of(arguments[1]))) {
      if (arguments[0].equals("build")) {
        build(lines, directory);
      } else {
        answer(lines, directory);
      }
    }
  }

  private static void build(BufferedReader lines, FSDirectory directory) throws IOException {
    IndexWriterConfig settings = new IndexWriterConfig(new WhitespaceAnalyzer());
    try (IndexWriter writer = new IndexWriter(directory, settings)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split("\t", 3);
        Document document = new Document();
        document.add(new StoredField("number", Integer.parseInt(parts[0])));
        document.add(new StringField("source", parts[1], Field.Store.NO));
        document.add(new TextField("words", parts[2], Field.Store.NO));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }

  private static void answer(BufferedReader lines, FSDirectory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split("\t", 3);
        boolean counts = parts[0].startsWith("#");
        Query query = query(parts[0].substring(counts ? 1 : 0), parts[1], parts[2].split(" "));
        OUT.println(counts ? String.valueOf(searcher.count(query)) : best(searcher, query));
      }
    }
  }

  private static String best(IndexSearcher searcher, Query query) throws IOException {
    StringJoiner found = new StringJoiner(" ");
    long started = System.nanoTime();
    for (ScoreDoc hit : searcher.search(query, 10).scoreDocs) {
      found.add(searcher.storedFields().document(hit.doc).get("number"));
    }
    return (System.nanoTime() - started) + " " + found;
  }

  private static Query query(String kind, String source, String[] words) {
    if (kind.equals("prefix")) return new PrefixQuery(new Term("words", words[0]));
    if (kind.equals("phrase")) return new PhraseQuery("words", words);
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    Occur occur = kind.equals("all of three") ? Occur.MUST : Occur.SHOULD;
    for (String word : words) query.add(new TermQuery(new Term("words", word)), occur);
    if (source.isEmpty()) return query.build();
    return new BooleanQuery.Builder()
        .add(query.build(), Occur.MUST)
        .add(new TermQuery(new Term("source", source)), Occur.FILTER)
        .build();
  }
}
