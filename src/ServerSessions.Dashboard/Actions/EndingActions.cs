using ServerSessions.Dashboard.Hosting;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Actions;

/// <summary>Acts that end something: an erasure that waits, a job, a saved view, a shared link.</summary>
internal static class EndingActions
{
    /// <summary>Null when the erasure cannot be cancelled.</summary>
    public static PageAction? OfErasure(ErasureReport erasure, PageLinks links) => !erasure.CanCancel ? null
        : new("privacy", "Cancel this erasure?", "Cancel the erasure", links.CancelErasure(erasure.Id), links.Privacy)
        {
            Subject = erasure.SubjectHash is { } hash ? $"{erasure.Id}: {erasure.Subject} {hash}" : erasure.Id,
            Effects = ["Nothing of it has been erased, and nothing will be.", "If it begins before you confirm, it is not cancelled. It can be asked for again."],
        };

    /// <summary>Null when the export has ended.</summary>
    public static PageAction? OfExport(ExportReport export, PageLinks links) => !export.IsOpen ? null
        : new("privacy", "End this download?", "End the download", links.CancelExport(export.Id), links.Privacy)
        {
            Subject = $"{export.Id}: {export.Subject}, {export.Format}",
            Effects = ["The download ends within seconds, and the file is incomplete. The export can be asked for again."],
        };

    /// <summary>Null when the replay has ended.</summary>
    public static PageAction? OfReplay(ReplayReport replay, PageLinks links) => !replay.IsOpen ? null
        : new("replays", "Cancel this replay?", "Cancel the replay", links.CancelReplay(replay.Id), links.Replay(replay.Id))
        {
            Subject = $"{replay.Id}: {replay.Rule}",
            Effects = ["The replay ends within seconds, without a result. It can be started again beside its rule."],
        };

    public static PageAction OfView(SavedView view, PageLinks links) =>
        new("sessions", "Delete this saved view?", "Delete the view", links.DeleteView(view.Id), links.To("sessions"))
        {
            Subject = view.Name,
            Effects = ["It is gone for everyone who can open the list of sessions. The sessions stay."],
            IsFinal = true,
        };

    public static PageAction OfShare(SharedLink share, PageLinks links) =>
        new("shares", "Revoke this shared link?", "Revoke the link", links.RevokeShare(share.Id), links.Shares)
        {
            Subject = share.View + share.Query,
            Effects = ["Everyone who has the link loses the view at once, on every node."],
            IsFinal = true,
        };
}
