using System.Globalization;
using System.Text;

namespace ServerSessions.Model;

/// <summary>Where a page ended, as an opaque text that a client gives back.</summary>
internal static class Cursor
{
    public static string Of(SessionId session) => session.ToString();

    public static SessionId Session(string cursor) =>
        SessionId.TryParse(cursor, out var id) ? id : throw Unknown(cursor);

    public static string Of(long order, string id) => Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{order}/{id}")));

    public static (long Order, string Id) Document(string cursor)
    {
        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length))
            throw Unknown(cursor);
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && long.TryParse(text.AsSpan(0, slash), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var order)
            ? (order, text[(slash + 1)..])
            : throw Unknown(cursor);
    }

    private static ArgumentException Unknown(string cursor) =>
        new($"The cursor \"{(cursor.Length > 64 ? cursor[..64] + "…" : cursor)}\" is not one of ours; give \"next\" of the page before, or leave \"after\" out.");
}
