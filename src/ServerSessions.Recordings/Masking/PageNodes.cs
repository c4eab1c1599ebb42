namespace ServerSessions.Recordings.Masking;

/// <summary>
/// What must be known of the nodes of a page when they change later: those inside an element that is un-masked, and those of style sheets. It holds at most
/// <see cref="Max"/> of each; the text of further ones is masked when it changes.
/// </summary>
internal sealed class PageNodes
{
    public const int Max = 2_048;

    private readonly HashSet<int> _shown;
    private readonly HashSet<int> _styles;

    public PageNodes(ReadOnlySpan<byte> stored)
    {
        using var from = new BinaryReader(new MemoryStream(stored.ToArray()));
        (_shown, _styles) = (Read(from), Read(from));
    }

    public bool IsShown(int id) => _shown.Contains(id);

    public bool IsStyle(int id) => _styles.Contains(id);

    public void AddShown(int id) => Add(_shown, id);

    public void AddStyle(int id) => Add(_styles, id);

    /// <summary>A full snapshot begins anew.</summary>
    public void Clear()
    {
        _shown.Clear();
        _styles.Clear();
    }

    /// <summary>Each set as its size and its ids in ascending order, as distances in seven bits a byte.</summary>
    public byte[] Write()
    {
        using var to = new MemoryStream();
        using var writer = new BinaryWriter(to);
        foreach (var ids in (HashSet<int>[])[_shown, _styles])
        {
            writer.Write7BitEncodedInt(ids.Count);
            var before = 0;
            foreach (var id in ids.Order())
            {
                writer.Write7BitEncodedInt(id - before);
                before = id;
            }
        }

        return to.ToArray();
    }

    private static void Add(HashSet<int> ids, int id)
    {
        if (id >= 0 && ids.Count < Max)
            ids.Add(id);
    }

    private static HashSet<int> Read(BinaryReader from)
    {
        var ids = new HashSet<int>();
        if (from.BaseStream.Position == from.BaseStream.Length)
            return ids;
        var (count, id) = (Math.Min(from.Read7BitEncodedInt(), Max), 0);
        for (var i = 0; i < count; i++)
            ids.Add(id += from.Read7BitEncodedInt());
        return ids;
    }
}
