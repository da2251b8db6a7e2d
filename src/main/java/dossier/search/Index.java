package dossier.search;

import dossier.model.ArticleId;
import dossier.model.Indexable;
import dossier.model.Kept;
import dossier.query.Paper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.ReferenceManager;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.BytesRef;

/// All articles as the search knows them. It remembers up to which change of the archive it is complete, in the
/// same commit as the articles, so that a kill at any moment costs work and no truth.
///
/// Any process may read; the lock for writing is taken by the first [#keep]. An index of another format, or one
/// that cannot be read, counts as empty and is written anew.
public final class Index implements AutoCloseable {
    /// Raised whenever articles must be read in another way: the index is then made again.
    static final String FORMAT = "4";

    static final String NUMBER = "number";
    static final String SHOWN = "shown";

    /// Who may find an article by it: the public, the house, or both.
    static final String READER = "reader";

    static final String PUBLIC = "public";
    static final String HOUSE = "house";

    /// Names as they are shown, to be counted.
    static final String TAG_NAME = "tag_name";

    static final String OUTLET_NAME = "outlet_name";

    private static final String KEY = "id";
    private static final String POSITION = "position";
    private static final String FORMAT_KEY = "format";
    /// Tells an index from the one it replaced: Lucene only counts commits, and both begin with the first.
    private static final String BORN = "born";

    private static final Pattern LUCENES_OWN = Pattern.compile("(?:pending_)?segments.*|_.*");
    private static final double BUFFER_MEGABYTES = 32;
    /// Who brings as many at once has more to bring, and so many may wait for one commit: a commit of each thousand
    /// costs more than all that is in them.
    private static final int MANY = 500;

    private static final int WAITING = 20_000;

    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();
    private final Directory directory;
    private Optional<IndexWriter> writer = Optional.empty();
    private Optional<SearcherManager> readers = Optional.empty();
    private String readersBorn = "";
    private String writerBorn = "";
    private boolean checked;
    private boolean anew;
    /// How many articles wait for a commit, and the newest change among them.
    private int waiting;
    private long reached;

    /// @param folder which is made where it is missing
    public Index(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            this.directory = FSDirectory.open(folder);
        } catch (IOException unusable) {
            throw new UncheckedIOException("The search index has no folder: " + folder, unusable);
        }
    }

    /// The number of the newest change it holds; 0 where it holds nothing and wants all. After a kill it may be lower.
    public long position() {
        lock.lock();
        try {
            check();
            if (waiting > 0) return reached;
            return anew ? 0 : committed().map(Index::position).orElse(0L);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            lock.unlock();
        }
    }

    /// Takes over articles as they are now. They are found from now on, but for those of a long row of large batches:
    /// these are committed now and then, and at its end, which a small or an empty batch tells.
    ///
    /// @return the new position
    public long keep(List<Indexable> articles) {
        lock.lock();
        try {
            if (articles.isEmpty() && waiting == 0) return position();
            long position = Math.max(
                    position(),
                    articles.stream().mapToLong(Indexable::seq).max().orElse(0));
            IndexWriter open = open();
            for (Indexable article : articles)
                open.updateDocuments(key(article.kept().id()), documents(article));
            anew = false;
            waiting += articles.size();
            reached = position;
            boolean removed = articles.stream().anyMatch(Indexable::removed);
            if (removed) open.forceMergeDeletes();
            if (removed || articles.size() < MANY || waiting >= WAITING) commit(open, position);
            return position;
        } catch (LockObtainFailedException taken) {
            throw new IllegalStateException("Another process writes the search index in " + folder, taken);
        } catch (IOException broken) {
            giveUp();
            throw new UncheckedIOException("The search index in " + folder + " could not be written", broken);
        } finally {
            lock.unlock();
        }
    }

    private void commit(IndexWriter open, long position) throws IOException {
        open.setLiveCommitData(Map.of(POSITION, Long.toString(position), FORMAT_KEY, FORMAT, BORN, writerBorn)
                .entrySet());
        open.commit();
        waiting = 0;
    }

    /// Throws away what it holds. It wants all from the beginning then.
    public void clearAll() {
        lock.lock();
        try {
            if (writer.isPresent()) writer.get().rollback();
            writer = Optional.empty();
            waiting = 0;
            clear();
            checked = false;
        } catch (LockObtainFailedException taken) {
            throw new IllegalStateException("Another process writes the search index in " + folder, taken);
        } catch (IOException broken) {
            throw new UncheckedIOException("The search index in " + folder + " could not be cleared", broken);
        } finally {
            lock.unlock();
        }
    }

    /// What can be searched now; empty where nothing was kept yet. To be given back with
    /// [ReferenceManager#release].
    Optional<SearcherManager> readers() {
        lock.lock();
        try {
            return refreshed();
        } catch (IOException | IllegalStateException changed) {
            return afresh(changed);
        } finally {
            lock.unlock();
        }
    }

    private Optional<SearcherManager> refreshed() throws IOException {
        check();
        if (anew) return Optional.empty();
        try {
            if (!born().equals(readersBorn)) dropReaders();
            readersBorn = born();
            if (readers.isEmpty() && DirectoryReader.indexExists(directory))
                readers = Optional.of(new SearcherManager(directory, new SearcherFactory()));
            if (readers.isPresent()) readers.get().maybeRefreshBlocking();
            return readers;
        } catch (IndexNotFoundException notYet) {
            return Optional.empty();
        }
    }

    /// Another process has made the index anew: Lucene refuses to go on from the old one.
    private Optional<SearcherManager> afresh(Exception changed) {
        checked = false;
        try {
            dropReaders();
            return refreshed();
        } catch (IOException broken) {
            broken.addSuppressed(changed);
            throw new UncheckedIOException("The search index in " + folder + " could not be read", broken);
        }
    }

    private void dropReaders() throws IOException {
        Optional<SearcherManager> old = readers;
        readers = Optional.empty();
        if (old.isPresent()) old.get().close();
    }

    private static Term key(ArticleId id) {
        return new Term(KEY, id.toString());
    }

    /// The house finds an article by all that it says, the public by what it may read of it: a hit must not tell
    /// what the page may not.
    private static List<Document> documents(Indexable article) {
        Kept whole = article.kept();
        Kept published = whole.published();
        if (published.equals(whole)) return List.of(document(article, whole, PUBLIC, HOUSE));
        return List.of(document(article, whole, HOUSE), document(article, published, PUBLIC));
    }

    private static Document document(Indexable article, Kept kept, String... readers) {
        Paper paper = Paper.of(kept.content(), kept.outlet(), kept.date());
        Document document = paper.document();
        for (String reader : readers) document.add(new StringField(READER, reader, Store.NO));
        document.add(new StringField(KEY, kept.id().toString(), Store.NO));
        document.add(new NumericDocValuesField(NUMBER, kept.id().value()));
        document.add(new NumericDocValuesField(Paper.DATE, kept.date().toEpochMilli()));
        document.add(new StringField(Paper.READ_AS, paper.language().name(), Store.NO));
        document.add(new StringField(SHOWN, Boolean.toString(article.shown()), Store.NO));
        document.add(new SortedSetDocValuesField(
                OUTLET_NAME, new BytesRef(kept.outlet().name())));
        paper.tagged(article.tags());
        for (String tag : article.tags()) document.add(new SortedSetDocValuesField(TAG_NAME, new BytesRef(tag)));
        return document;
    }

    private IndexWriter open() throws IOException {
        if (writer.isPresent()) return writer.get();
        if (anew) clear();
        IndexWriterConfig config = new IndexWriterConfig(new KeywordAnalyzer())
                .setOpenMode(OpenMode.CREATE_OR_APPEND)
                .setCommitOnClose(false)
                .setMergePolicy(leavingNothing())
                // Merges of its own threads would go on while it is told to let go of what was deleted, and be passed
                // over by that.
                .setMergeScheduler(new SerialMergeScheduler())
                .setRAMBufferSizeMB(BUFFER_MEGABYTES);
        String known = born();
        IndexWriter opened = new IndexWriter(directory, config);
        writerBorn = known.isEmpty() ? UUID.randomUUID().toString() : known;
        writer = Optional.of(opened);
        return opened;
    }

    /// Where Lucene is told to let go of what was deleted, it shall do so however little that is: what was taken down
    /// must not be found in the files.
    private static MergePolicy leavingNothing() {
        return new TieredMergePolicy().setForceMergeDeletesPctAllowed(0);
    }

    /// Lucene would read what it is to replace, and fail again.
    private void clear() throws IOException {
        dropReaders();
        try (Lock held = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            held.ensureValid();
            for (String file : directory.listAll())
                if (LUCENES_OWN.matcher(file).matches()) directory.deleteFile(file);
        }
    }

    /// Once, and again after a failure: whether what lies there can be used.
    private void check() throws IOException {
        if (checked) return;
        anew = !isUsable();
        checked = true;
    }

    private boolean isUsable() throws IOException {
        if (!DirectoryReader.indexExists(directory)) return true;
        try {
            return isOurs(DirectoryReader.open(directory));
        } catch (IndexNotFoundException emptyFolder) {
            return true;
        } catch (IOException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    /// It took long enough to open: who asks for readers next gets this one.
    private boolean isOurs(DirectoryReader reader) throws IOException {
        Map<String, String> said = reader.getIndexCommit().getUserData();
        boolean ours = FORMAT.equals(said.get(FORMAT_KEY));
        if (ours && readers.isEmpty()) {
            readers = Optional.of(new SearcherManager(reader, new SearcherFactory()));
            readersBorn = said.getOrDefault(BORN, "");
        } else reader.close();
        return ours;
    }

    private Optional<SegmentInfos> committed() throws IOException {
        try {
            return Optional.of(SegmentInfos.readLatestCommit(directory));
        } catch (IndexNotFoundException nothingYet) {
            return Optional.empty();
        } catch (IndexFormatTooNewException | IndexFormatTooOldException other) {
            checked = false;
            return Optional.empty();
        }
    }

    private String born() throws IOException {
        return committed()
                .map(infos -> infos.getUserData().getOrDefault(BORN, ""))
                .orElse("");
    }

    private static long position(SegmentInfos infos) {
        String position = infos.getUserData().getOrDefault(POSITION, "0");
        return position.matches("[0-9]{1,18}") ? Long.parseLong(position) : 0;
    }

    /// Drops what is not committed, so that the next attempt begins from what is.
    private void giveUp() throws UncheckedIOException {
        checked = false;
        waiting = 0;
        try {
            if (writer.isPresent()) writer.get().rollback();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            writer = Optional.empty();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (readers.isPresent()) readers.get().close();
            if (writer.isPresent() && waiting > 0) commit(writer.get(), reached);
            if (writer.isPresent()) writer.get().close();
            directory.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            readers = Optional.empty();
            writer = Optional.empty();
            lock.unlock();
        }
    }
}
