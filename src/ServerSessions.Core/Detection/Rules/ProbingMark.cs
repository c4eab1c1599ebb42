namespace ServerSessions.Detection.Rules;

/// <summary>Layout of <see cref="Mark.Code"/> in D13's memory: a kind, flags, and the user agent that sent it.</summary>
internal static class ProbingMark
{
    /// <summary>An unknown path without a name.</summary>
    public const int Unnamed = 0;

    /// <summary>A named probe.</summary>
    public const int Strong = 1;

    /// <summary>An unknown path with the file ending of another technology.</summary>
    public const int Weak = 2;

    /// <summary>A path that was missing right after a page that the server had sent.</summary>
    public const int OfPage = 3;

    /// <summary>Another rule found this source or network as well.</summary>
    public const int Agreed = 4;

    /// <summary>A path was requested after pages that the server had sent, so it may be a broken link of the site.</summary>
    public const int MayBeLink = 8;

    /// <summary>The network count of the path was requested.</summary>
    public const int IsAsked = 16;

    /// <summary>The first path of the misses of one page.</summary>
    public const int IsFirst = 32;

    /// <summary>A path was requested after pages that the server had sent, whether or not it proved a broken link of the site.</summary>
    public const int AfterPages = 64;

    private const int KindMask = 7;
    private const int AgentShift = 7;

    public static int KindOf(in Mark mark) => mark.Code & KindMask;

    public static bool Has(in Mark mark, int flag) => (mark.Code & flag) != 0;

    /// <summary>The part of the user agent's hash that distinguishes user agents of one network.</summary>
    public static int AgentOf(in Mark mark) => mark.Code >> AgentShift;

    public static int Code(int kind, int flags, ulong agent) => kind | flags | ((int)(agent & 0x00FF_FFFF) << AgentShift);
}
