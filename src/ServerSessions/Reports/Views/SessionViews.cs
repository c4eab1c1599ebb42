using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using ServerSessions.Diagnostics;

namespace ServerSessions.Reports.Views;

/// <summary>Saves, lists and deletes views of the list of sessions.</summary>
internal sealed class SessionViews(ViewStore store, IAuditNames names, TimeProvider time, ILogger<SessionViews> logger) : ISessionViews
{
    private const int MaxName = 60;
    private const int MaxBy = 256;
    // Letters and symbols without a shape: fillers of Hangul, and the braille pattern without a dot.
    private static readonly int[] Blanks = [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0];

    private const string Unnamed = "the application";

    public async ValueTask<SavedView> SaveAsync(string name, string query, string? by = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(query);
        var view = new StoredView(NameOf(name), ViewQuery.Of(query), by?.Length > MaxBy ? by[..MaxBy] : by, time.GetUtcNow());
        var saved = await store.ListAsync(cancellationToken);
        // Without a name, views are the application's.
        if (view.By is not null && saved.Count(other => other.View.By == view.By) >= ViewStore.MaxOfPerson)
            throw new InvalidOperationException($"You have saved {ViewStore.MaxOfPerson} views, which is the maximum for one person; delete one first.");
        if (saved.Count >= ViewStore.Max)
            throw new InvalidOperationException($"There are {ViewStore.Max} saved views; delete one first.");
        var id = ViewStore.IdOf(view.Name);
        if (!await store.AddAsync(id, view, cancellationToken))
            throw new InvalidOperationException($"There is a view of the name \"{view.Name}\"; delete it first, or choose another name.");
        Log.ViewChanged(logger, id, "saved", names.Of(by, Unnamed));
        return Shown(id, view);
    }

    public async ValueTask<IReadOnlyList<SavedView>> ListAsync(CancellationToken cancellationToken = default) =>
        [.. (await store.ListAsync(cancellationToken)).Select(found => Shown(found.Id, found.View))];

    public async ValueTask<bool> RemoveAsync(string id, string? by = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        if (!await store.RemoveAsync(id, cancellationToken))
            return false;
        Log.ViewChanged(logger, id, "deleted", names.Of(by, Unnamed));
        return true;
    }

    // In one form, so that two names that look the same are the same.
    private static string NameOf(string text) => text.Trim().Normalize() is { Length: > 0 and <= MaxName } name && name.EnumerateRunes().All(IsAllowed) && name.EnumerateRunes().Any(IsSeen)
        ? name
        : throw new ArgumentException($"The name is \"{(text.Length > MaxName ? text[..MaxName] + "…" : text)}\"; expected 1 to {MaxName} characters that can be seen.");

    private static bool IsSeen(Rune rune) => !Rune.IsWhiteSpace(rune) && Array.IndexOf(Blanks, rune.Value) < 0;

    private static bool IsAllowed(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);

    private static SavedView Shown(string id, StoredView view) => new(id, view.Name, view.Query, view.By, view.Saved);
}
