using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using ServerSessions.Model;
using ServerSessions.Privacy;

namespace ServerSessions.Capture.Cookies;

/// <summary>
/// A cookie of ours whose MAC holds, or that was just made. Its bytes and its text are in the object itself: every request with a cookie is
/// compared with them.
/// </summary>
internal sealed class BrowserCookie : VisitIdentity, ICached
{
    public const int RandomBytes = 16;
    public const int MacBytes = 16;
    public const int MinBytes = AccountsAt + MacBytes;
    public const int MaxBytes = MaxSigned + MacBytes;
    public const int MaxChars = (MaxBytes * 4 / 3) + 4;

    public const int MadeAt = 1 + RandomBytes;
    public const int AccountsAt = MadeAt + CookieMinute.Bytes;

    private const int AccountBytes = sizeof(uint);
    private const int MaxAccounts = 4;
    private const int MaxSigned = AccountsAt + (MaxAccounts * AccountBytes);

    private readonly Characters _text;
    private readonly byte _chars;
    private readonly byte _bytes;
    private readonly Bytes _signed;

    /// <param name="key">Pseudonym of the browser.</param>
    /// <param name="signed">What the MAC is over.</param>
    /// <param name="text">The text that it came in; empty for one that was just made.</param>
    /// <param name="isNew">It was made in this request and goes out with the response.</param>
    public BrowserCookie(Pseudonym key, ReadOnlySpan<byte> signed, ReadOnlySpan<char> text, bool isNew)
        : base(key, KeyKind.Cookie)
    {
        Ascii.FromUtf16(text, _text, out _);
        signed.CopyTo(_signed);
        (_chars, _bytes, IsNew) = ((byte)text.Length, (byte)signed.Length, isNew);
    }

    /// <summary>It was made in this request and goes out with the response.</summary>
    public bool IsNew { get; }

    /// <summary>What the MAC is over.</summary>
    public ReadOnlySpan<byte> Signed => ((ReadOnlySpan<byte>)_signed)[.._bytes];

    /// <summary>The random bytes that name it; they stay when the cookie is written again.</summary>
    public ReadOnlySpan<byte> Random => Signed.Slice(1, RandomBytes);

    /// <summary>The minute in which it was made first; it stays when the cookie is written again.</summary>
    public int Made => CookieMinute.Read(Signed[MadeAt..]);

    // Short hashes of the accounts that this browser has signed in to, newest last.
    private ReadOnlySpan<byte> Accounts => Signed[AccountsAt..];

    public bool IsOf(ReadOnlySpan<char> text) => text.Length == _chars && Ascii.Equals(((ReadOnlySpan<byte>)_text)[.._chars], text);

    /// <summary>Whether this browser has signed in to an account, under whichever key that was noted.</summary>
    public bool Knows(KeyedName account)
    {
        if (account.IsNone)
            return false;
        if (account.Every is null)
            return Knows(account.Pseudonym);
        foreach (var name in account.Every)
            if (Knows(name))
                return true;
        return false;
    }

    /// <summary>
    /// The cookie with one more account; the oldest goes when there are too many. One that is noted under an older key is noted anew and
    /// takes no second place.
    /// </summary>
    public BrowserCookie With(KeyedName account)
    {
        if (account.IsNone || Knows(account.Pseudonym))
            return this;
        Span<byte> signed = stackalloc byte[MaxSigned];
        Signed[..AccountsAt].CopyTo(signed);
        var length = AccountsAt;
        for (var rest = Accounts; !rest.IsEmpty; rest = rest[AccountBytes..])
            if (!IsAny(account.Every, BinaryPrimitives.ReadUInt32BigEndian(rest)))
            {
                rest[..AccountBytes].CopyTo(signed[length..]);
                length += AccountBytes;
            }

        if (length == MaxSigned)
        {
            signed[(AccountsAt + AccountBytes)..].CopyTo(signed[AccountsAt..]);
            length -= AccountBytes;
        }

        BinaryPrimitives.WriteUInt32BigEndian(signed[length..], Short(account.Pseudonym));
        return new BrowserCookie(Key, signed[..(length + AccountBytes)], text: [], IsNew);
    }

    private bool Knows(Pseudonym account)
    {
        for (var rest = Accounts; !rest.IsEmpty; rest = rest[AccountBytes..])
            if (BinaryPrimitives.ReadUInt32BigEndian(rest) == Short(account))
                return true;
        return false;
    }

    private static bool IsAny(Pseudonym[]? every, uint account)
    {
        foreach (var name in every ?? [])
            if (Short(name) == account)
                return true;
        return false;
    }

    private static uint Short(Pseudonym account) => (uint)(account.High >> 32);

    [InlineArray(MaxSigned)]
    private struct Bytes
    {
        private byte _first;
    }

    [InlineArray(MaxChars)]
    private struct Characters
    {
        private byte _first;
    }
}
