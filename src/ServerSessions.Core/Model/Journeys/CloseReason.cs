
namespace ServerSessions;

/// <summary>Why a session was closed.</summary>
public enum CloseReason : byte
{
    /// <summary>It is still open.</summary>
    Open,
    /// <summary>No active request for the idle timeout.</summary>
    Idle,
    /// <summary>It reached its maximum age.</summary>
    Age,
    /// <summary>The user signed out.</summary>
    SignOut,
    /// <summary>Another user signed in on the same key.</summary>
    UserChanged,
    /// <summary>It was closed early, because there were more sessions than <see cref="FloodOptions.LiveSessions"/>.</summary>
    Capacity,
}
