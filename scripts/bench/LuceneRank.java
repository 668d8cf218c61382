import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * Ranks documents with Lucene's analyzer of a language and BM25 (k1 0.9, b 0.4).
 *
 * <p>Arguments: a language, and how many documents to rank for a question. Standard input:
 * documents, an empty line, questions; each a line of an id, a tab and a text. Standard output: a
 * run as trec_eval reads it.
 */
class LuceneRank {
  private static final PrintStream OUT =
      new PrintStream(System.out, false, StandardCharsets.UTF_8);

  public static void main(String[] arguments) throws IOException {
    Analyzer analyzer =
        switch (arguments[0]) {
          case "fa" -> new PersianAnalyzer();
          case "ar" -> new ArabicAnalyzer();
          default -> new EnglishAnalyzer();
        };
    BM25Similarity similarity = new BM25Similarity(0.9f, 0.4f);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
      index(lines, directory, new IndexWriterConfig(analyzer).setSimilarity(similarity));
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setSimilarity(similarity);
        answer(lines, searcher, new QueryBuilder(analyzer), Integer.parseInt(arguments[1]));
      }
    }
    OUT.flush();
  }

  private static void index(
      BufferedReader lines, ByteBuffersDirectory directory, IndexWriterConfig settings)
      throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, settings)) {
      for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
        String[] parts = line.split("\t", 2);
        Document document = new Document();
        document.add(new StringField("id", parts[0], Field.Store.YES));
        document.add(new TextField("text", parts[1], Field.Store.NO));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }

  private static void answer(
      BufferedReader lines, IndexSearcher searcher, QueryBuilder builder, int depth)
      throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] parts = line.split("\t", 2);
      Query query = builder.createBooleanQuery("text", parts[1]);
      if (query == null) continue;
      int rank = 0;
      for (ScoreDoc found : searcher.search(query, depth).scoreDocs) {
        String id = searcher.storedFields().document(found.doc).get("id");
        OUT.printf("%s Q0 %s %d %f lucene%n", parts[0], id, ++rank, found.score);
      }
    }
  }
}
