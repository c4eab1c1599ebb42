using System.Buffers.Binary;
using System.Text;
using ServerSessions.Places.Mmdb;

namespace ServerSessions.Tests.Support;

/// <summary>Turns any value of a database into objects, through the library's own reading of fields.</summary>
internal static class MmdbValues
{
    public static object Read(MmdbData data, int offset)
    {
        var field = data.At(offset);
        switch (field.Type)
        {
            case MmdbType.Text:
                return Encoding.UTF8.GetString(data.Content(field));
            case MmdbType.Double or MmdbType.Float:
                return data.Double(offset);
            case MmdbType.Bytes:
                return Convert.ToHexString(data.Content(field));
            case MmdbType.Int32:
                var bytes = new byte[4];
                data.Content(field).CopyTo(bytes.AsSpan(4 - field.Size));
                return (long)BinaryPrimitives.ReadInt32BigEndian(bytes);
            case MmdbType.UInt16 or MmdbType.UInt32 or MmdbType.UInt64:
                return data.Unsigned(offset);
            case MmdbType.UInt128:
                var number = UInt128.Zero;
                foreach (var one in data.Content(field))
                    number = (number << 8) | one;
                return number;
            case MmdbType.Boolean:
                return data.Boolean(offset);
            case MmdbType.Array:
                var items = new List<object>();
                for (var (i, at) = (0, field.Content); i < field.Size; i++, at = data.Skip(at))
                    items.Add(Read(data, at));
                return items;
            case MmdbType.Map:
                var map = new SortedDictionary<string, object>(StringComparer.Ordinal);
                for (var (i, at) = (0, field.Content); i < field.Size; i++)
                {
                    var key = Encoding.UTF8.GetString(data.Text(at));
                    at = data.Skip(at);
                    map[key] = Read(data, at);
                    at = data.Skip(at);
                }

                return map;
            default:
                throw new InvalidDataException($"A {field.Type} is no value.");
        }
    }
}
