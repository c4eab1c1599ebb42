using System.Buffers.Binary;
using System.Collections;
using System.Reflection;
using System.Text;
using ServerSessions.Storage;

namespace ServerSessions.Tests.Support;

/// <summary>Stands before a storage and keeps all bytes that are handed to it: payloads, texts and numbers of 64 bits, however deep.</summary>
internal class StorageTap : DispatchProxy
{
    private const int Deepest = 7;

    private readonly Lock _gate = new();
    private readonly List<byte[]> _seen = [];
    private ISessionStorage? _inner;

    public static ISessionStorage Around(ISessionStorage inner, out StorageTap tap)
    {
        var storage = Create<ISessionStorage, StorageTap>();
        tap = (StorageTap)(object)storage;
        tap._inner = inner;
        return storage;
    }

    /// <summary>Every sequence of eight bytes that can be of a hash, as bytes or as hexadecimal digits, and was handed over since the last call; with what it was found in.</summary>
    public Dictionary<ulong, byte[]> Take()
    {
        List<byte[]> seen;
        lock (_gate)
        {
            seen = [.. _seen];
            _seen.Clear();
        }

        var windows = new Dictionary<ulong, byte[]>();
        foreach (var bytes in seen)
            for (var i = 0; i + sizeof(ulong) <= bytes.Length; i++)
                if (CanBeOfHash(bytes.AsSpan(i, sizeof(ulong))))
                    windows.TryAdd(BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(i)), bytes);
        return windows;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        foreach (var argument in args ?? [])
            Walk(argument, 0);
        return targetMethod!.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
    }

    private void Walk(object? value, int depth)
    {
        switch (value)
        {
            case null or CancellationToken or Delegate or Type or bool or int or long or double or TimeSpan or Enum:
                return;
            case ReadOnlyMemory<byte> memory:
                Keep(memory.ToArray());
                return;
            case byte[] bytes:
                Keep(bytes);
                return;
            case string text:
                Keep(Encoding.UTF8.GetBytes(text));
                return;
            case ulong number:
                var written = new byte[sizeof(ulong)];
                BinaryPrimitives.WriteUInt64BigEndian(written, number);
                Keep(written);
                return;
            case IEnumerable many:
                foreach (var one in many)
                    if (depth < Deepest)
                        Walk(one, depth + 1);
                return;
        }

        if (depth < Deepest)
            foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && !p.PropertyType.IsByRefLike))
                Walk(property.GetValue(value), depth + 1);
    }

    // Lengths, counts and small numbers have many small bytes, and names are printable.
    private static bool CanBeOfHash(ReadOnlySpan<byte> window)
    {
        var (small, printable, digits, values) = (0, 0, 0, new HashSet<byte>());
        foreach (var value in window)
        {
            values.Add(value);
            small += value < 0x10 ? 1 : 0;
            printable += value is >= 0x20 and < 0x7F ? 1 : 0;
            digits += char.IsAsciiHexDigitLower((char)value) ? 1 : 0;
        }

        return values.Count >= 6 && (digits == window.Length || (small <= 2 && printable <= 4));
    }

    private void Keep(byte[] bytes)
    {
        lock (_gate) _seen.Add(bytes);
    }
}
