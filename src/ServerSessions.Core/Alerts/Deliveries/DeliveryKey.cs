using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ServerSessions.Alerts.Deliveries;

/// <summary>Partition and id of a delivery's document.</summary>
internal readonly record struct DeliveryKey(int Partition, string Id)
{
    private const char Separator = '/';
    private const int MaxTextLength = 1000;

    /// <summary>Makes a key. The target comes first, so that a listing shows it without decoding.</summary>
    public static DeliveryKey Of(int partition, string target, string message) => new(partition, target + Separator + message);

    /// <summary>Whether a delivery's id is of a message about an alert: the alert itself, its summary, a verdict or a rise.</summary>
    public static bool IsOf(string id, string alert)
    {
        var message = id.AsSpan(id.IndexOf(Separator, StringComparison.Ordinal) + 1);
        return message.StartsWith(alert, StringComparison.Ordinal) && (message.Length == alert.Length || message[alert.Length] == '.');
    }

    public string Target => Id.IndexOf(Separator) is >= 0 and var at ? Id[..at] : Id;

    /// <summary>The key as text that fits into a URL path.</summary>
    public string Text => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Partition}:{Id}")));

    public static bool TryParse(string text, out DeliveryKey key)
    {
        key = default;
        if (text.Length > MaxTextLength || !Base64Url.IsValid(text))
            return false;
        var plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        var colon = plain.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !int.TryParse(plain.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var partition))
            return false;
        key = new DeliveryKey(partition, plain[(colon + 1)..]);
        return true;
    }
}
