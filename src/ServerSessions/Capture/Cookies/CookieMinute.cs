using ServerSessions.Model;

namespace ServerSessions.Capture.Cookies;

/// <summary>When a cookie was made, in minutes since 2026, in three bytes: enough until 2057. 0 where there is no cookie.</summary>
internal static class CookieMinute
{
    public const int Bytes = 3;

    private const int Max = (1 << (8 * Bytes)) - 1;
    private static readonly long Zero = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToMicroseconds();

    /// <param name="time">Unix microseconds.</param>
    public static int Of(long time) => (int)Math.Clamp((time - Zero) / TimeSpan.FromMinutes(1).ToMicroseconds(), 1, Max);

    public static void Write(int minute, Span<byte> to) => (to[0], to[1], to[2]) = ((byte)(minute >> 16), (byte)(minute >> 8), (byte)minute);

    public static int Read(ReadOnlySpan<byte> from) => (from[0] << 16) | (from[1] << 8) | from[2];
}
