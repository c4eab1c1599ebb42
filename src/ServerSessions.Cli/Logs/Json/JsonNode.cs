using System.Text;

namespace ServerSessions.Cli.Logs.Json;

/// <summary>A member that may hold a field, or members that do.</summary>
internal sealed class JsonNode(string name)
{
    private readonly List<JsonNode> _children = [];
    private readonly byte[] _name = Encoding.UTF8.GetBytes(name);

    public LogField Field { get; private set; }

    /// <summary>The lowest one wins among members of one field.</summary>
    public byte Rank { get; private set; }

    public bool HasChildren => _children.Count > 0;

    public void Add(ReadOnlySpan<string> path, LogField field, byte rank)
    {
        if (path.IsEmpty)
        {
            if (Field == LogField.None)
                (Field, Rank) = (field, rank);
            return;
        }

        var head = Encoding.UTF8.GetBytes(path[0]);
        if (_children.Find(child => child._name.AsSpan().SequenceEqual(head)) is not { } node)
            _children.Add(node = new JsonNode(path[0]));
        node.Add(path[1..], field, rank);
    }

    public JsonNode? Find(ReadOnlySpan<byte> name)
    {
        foreach (var child in _children)
            if (name.SequenceEqual(child._name))
                return child;
        return null;
    }
}
