using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace ServerSessions.Tests.Support;

/// <summary>Writes small databases in MaxMind DB format 2.0, from networks and what is known of them.</summary>
internal sealed class MmdbWriter(int recordBits = 24, int ipVersion = 6)
{
    private const int Separator = 16;

    private readonly List<int[]> _nodes = [[-1, -1]]; // −1 nothing, ≥ 0 a node, ≤ −2 the data −2−n
    private readonly List<object> _values = [];

    /// <summary>Texts that were written before become pointers.</summary>
    public bool UsesPointers { get; init; }

    /// <summary>Bytes put before the data, so that pointers need more of them.</summary>
    public int Padding { get; init; }

    public MmdbWriter Add(string network, object value)
    {
        var slash = network.Split('/');
        var bytes = IPAddress.Parse(slash[0]).GetAddressBytes();
        var bits = int.Parse(slash[1], CultureInfo.InvariantCulture);
        if (bytes.Length == 4 && ipVersion == 6)
            (bytes, bits) = ([.. new byte[12], .. bytes], bits + 96);
        _values.Add(value);
        var node = 0;
        for (var i = 0; i < bits; i++)
        {
            var side = (bytes[i / 8] >> (7 - (i % 8))) & 1;
            if (i == bits - 1)
                _nodes[node][side] = -1 - _values.Count;
            else
            {
                if (_nodes[node][side] < 0)
                {
                    _nodes.Add([-1, -1]);
                    _nodes[node][side] = _nodes.Count - 1;
                }

                node = _nodes[node][side];
            }
        }

        return this;
    }

    public byte[] Write(Action<Dictionary<string, object>>? change = null)
    {
        var data = new List<byte>(new byte[Padding]);
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        var offsets = _values.Select(value => Encode(data, value, texts)).ToList();
        var file = new List<byte>();
        foreach (var node in _nodes)
            file.AddRange(Node(Record(node[0], offsets), Record(node[1], offsets)));
        file.AddRange(new byte[Separator]);
        file.AddRange(data);
        file.AddRange([0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8]);
        var metadata = new Dictionary<string, object>
        {
            ["binary_format_major_version"] = (ushort)2,
            ["binary_format_minor_version"] = (ushort)0,
            ["node_count"] = (uint)_nodes.Count,
            ["record_size"] = (ushort)recordBits,
            ["ip_version"] = (ushort)ipVersion,
            ["database_type"] = "Test",
            ["build_epoch"] = 1_700_000_000UL,
            ["languages"] = new object[] { "en" },
            ["description"] = new Dictionary<string, object> { ["en"] = "made by a test" },
        };
        change?.Invoke(metadata);
        Encode(file, metadata, texts: null);
        return [.. file];
    }

    /// <summary>Encodes one value at the end of the data; returns where it begins.</summary>
    private int Encode(List<byte> to, object value, Dictionary<string, int>? texts)
    {
        var start = to.Count;
        switch (value)
        {
            case string text when UsesPointers && texts is not null && texts.TryGetValue(text, out var known):
                Pointer(to, known);
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                if (texts is not null)
                    texts.TryAdd(text, start);
                Control(to, 2, bytes.Length);
                to.AddRange(bytes);
                break;
            case double number:
                Control(to, 3, 8);
                Big(to, 8, b => BinaryPrimitives.WriteDoubleBigEndian(b, number));
                break;
            case float number:
                Control(to, 15, 4);
                Big(to, 4, b => BinaryPrimitives.WriteSingleBigEndian(b, number));
                break;
            case byte[] binary:
                Control(to, 4, binary.Length);
                to.AddRange(binary);
                break;
            case ushort number: Unsigned(to, 5, number); break;
            case uint number: Unsigned(to, 6, number); break;
            case ulong number: Unsigned(to, 9, number); break;
            case UInt128 number: Unsigned(to, 10, number); break;
            case int number:
                Control(to, 8, 4);
                Big(to, 4, b => BinaryPrimitives.WriteInt32BigEndian(b, number));
                break;
            case bool flag: Control(to, 14, flag ? 1 : 0); break;
            case object[] array:
                Control(to, 11, array.Length);
                foreach (var item in array)
                    Encode(to, item, texts);
                break;
            case Dictionary<string, object> map:
                Control(to, 7, map.Count);
                foreach (var (key, item) in map)
                {
                    Encode(to, key, texts);
                    Encode(to, item, texts);
                }

                break;
            default:
                throw new ArgumentException($"A {value.GetType().Name} has no type in MaxMind DB.", nameof(value));
        }

        return start;
    }

    private static void Unsigned(List<byte> to, int type, UInt128 number)
    {
        var bytes = new List<byte>();
        for (; number != 0; number >>= 8)
            bytes.Insert(0, (byte)number);
        Control(to, type, bytes.Count);
        to.AddRange(bytes);
    }

    private static void Control(List<byte> to, int type, int size)
    {
        var (bits, more) = size switch
        {
            < 29 => (size, Array.Empty<byte>()),
            < 285 => (29, [(byte)(size - 29)]),
            < 65_821 => (30, [(byte)((size - 285) >> 8), (byte)(size - 285)]),
            _ => (31, new[] { (byte)((size - 65_821) >> 16), (byte)((size - 65_821) >> 8), (byte)(size - 65_821) }),
        };
        to.Add((byte)((type > 7 ? 0 : type << 5) | bits));
        if (type > 7)
            to.Add((byte)(type - 7));
        to.AddRange(more);
    }

    private static void Pointer(List<byte> to, int target)
    {
        switch (target)
        {
            case < 2048:
                to.AddRange([(byte)(0x20 | (target >> 8)), (byte)target]);
                break;
            case < 526_336:
                target -= 2048;
                to.AddRange([(byte)(0x28 | (target >> 16)), (byte)(target >> 8), (byte)target]);
                break;
            default:
                target -= 526_336;
                to.AddRange([(byte)(0x30 | (target >> 24)), (byte)(target >> 16), (byte)(target >> 8), (byte)target]);
                break;
        }
    }

    private static void Big(List<byte> to, int size, Action<byte[]> write)
    {
        var bytes = new byte[size];
        write(bytes);
        to.AddRange(bytes);
    }

    private uint Record(int target, List<int> offsets) => target switch
    {
        -1 => (uint)_nodes.Count,
        >= 0 => (uint)target,
        _ => (uint)(_nodes.Count + Separator + offsets[-2 - target]),
    };

    private byte[] Node(uint left, uint right) => recordBits switch
    {
        24 => [(byte)(left >> 16), (byte)(left >> 8), (byte)left, (byte)(right >> 16), (byte)(right >> 8), (byte)right],
        28 => [(byte)(left >> 16), (byte)(left >> 8), (byte)left, (byte)(((left >> 24) << 4) | (right >> 24)), (byte)(right >> 16), (byte)(right >> 8), (byte)right],
        _ => [(byte)(left >> 24), (byte)(left >> 16), (byte)(left >> 8), (byte)left, (byte)(right >> 24), (byte)(right >> 16), (byte)(right >> 8), (byte)right],
    };
}
