using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ServerSessions.Places.Mmdb;

/// <summary>
/// A database in MaxMind DB format 2.0, whole in memory. Its search tree is checked once, when it is opened; after that a lookup is at
/// most 128 steps and allocates nothing.
/// </summary>
internal sealed class MmdbFile
{
    private const int Separator = 16; // zero bytes between the tree and the data

    private readonly byte[] _file;
    private readonly int _dataStart;
    private readonly int _dataEnd;
    private readonly uint _nodes;
    private readonly int _nodeBytes;
    private readonly uint _v4Start;

    /// <exception cref="InvalidDataException">It is no such database, or it is damaged; the message says what was found.</exception>
    public MmdbFile(byte[] file)
    {
        _file = file;
        (Metadata, _dataEnd) = MmdbMetadata.Read(file);
        _nodes = (uint)Metadata.NodeCount;
        _nodeBytes = Metadata.RecordSize / 4;
        var tree = (long)Metadata.NodeCount * _nodeBytes;
        if (tree + Separator > _dataEnd)
            throw new InvalidDataException($"It announces {Metadata.NodeCount} nodes of {_nodeBytes} bytes, but only {_dataEnd} bytes come before its metadata: it was cut off or altered.");
        _dataStart = (int)tree + Separator;
        _v4Start = Metadata.IpVersion == 6 ? Walk(0, default, 96) : 0;
    }

    public MmdbMetadata Metadata { get; }

    public MmdbData Data => new(_file.AsSpan(_dataStart, _dataEnd - _dataStart));

    /// <summary>Finds the offset in the data of what is known about an address.</summary>
    public bool TryFind(IPAddress address, out int offset)
    {
        Span<byte> bytes = stackalloc byte[16];
        offset = 0;
        if (!address.TryWriteBytes(bytes, out var length))
            return false;
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv4MappedToIPv6)
        {
            bytes[12..16].CopyTo(bytes);
            length = 4;
        }

        if (length == 16 && Metadata.IpVersion == 4)
            return false;
        return TryOffset(Walk(length == 4 ? _v4Start : 0, bytes[..length], length * 8), out offset);
    }

    /// <summary>Every place in the data that the tree leads to, each once.</summary>
    /// <exception cref="InvalidDataException">A node leads beyond the file.</exception>
    public IEnumerable<int> Offsets()
    {
        var seen = new ulong[((_dataEnd - _dataStart) / 64) + 1];
        for (var node = 0u; node < _nodes; node++)
            for (var side = 0; side < 2; side++)
            {
                var record = Record(node, side);
                if (record < _nodes || !TryOffset(record, out var offset))
                    continue;
                if ((seen[offset / 64] & (1UL << (offset % 64))) != 0)
                    continue;
                seen[offset / 64] |= 1UL << (offset % 64);
                yield return offset;
            }
    }

    // False for an address that the database does not know.
    private bool TryOffset(uint record, out int offset)
    {
        offset = 0;
        if (record <= _nodes)
            return false;
        var at = (long)record - _nodes - Separator;
        if (at < 0 || at >= _dataEnd - _dataStart)
            throw new InvalidDataException($"A node of its search tree leads to {at}, outside its data ({_dataEnd - _dataStart} bytes): it was cut off or altered.");
        offset = (int)at;
        return true;
    }

    // Without an address, along its zeros.
    private uint Walk(uint start, ReadOnlySpan<byte> address, int bits)
    {
        var node = start;
        for (var i = 0; i < bits && node < _nodes; i++)
            node = Record(node, address.IsEmpty ? 0 : (address[i >> 3] >> (7 - (i & 7))) & 1);
        return node;
    }

    private uint Record(uint node, int side)
    {
        var bytes = _file.AsSpan((int)(node * (long)_nodeBytes), _nodeBytes);
        return _nodeBytes switch
        {
            6 => side == 0
                ? (uint)((bytes[0] << 16) | (bytes[1] << 8) | bytes[2])
                : (uint)((bytes[3] << 16) | (bytes[4] << 8) | bytes[5]),
            7 => side == 0
                ? (uint)(((bytes[3] & 0xF0) << 20) | (bytes[0] << 16) | (bytes[1] << 8) | bytes[2])
                : (uint)(((bytes[3] & 0x0F) << 24) | (bytes[4] << 16) | (bytes[5] << 8) | bytes[6]),
            _ => BinaryPrimitives.ReadUInt32BigEndian(bytes[(side * 4)..]),
        };
    }
}
