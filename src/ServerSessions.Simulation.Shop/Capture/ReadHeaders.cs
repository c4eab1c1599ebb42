using ServerSessions.Model;

namespace ServerSessions.Simulation.Shop.Capture;

/// <summary>What the headers of a request tell.</summary>
/// <param name="Address">Where it comes from.</param>
/// <param name="UserAgent">Empty when none was sent.</param>
/// <param name="Cookie">The visitor's number; 0 without a cookie.</param>
/// <param name="Ticket">The number of the sign-in that the cookie proves; 0 without one.</param>
/// <param name="Token">The number in the antiforgery cookie; 0 without one.</param>
/// <param name="Client">The user agent in words; null when none was sent.</param>
/// <param name="Flags">Bot, prefetch, navigation, same origin.</param>
/// <param name="Traits">What the client shows beside its name.</param>
internal readonly record struct ReadHeaders(string Address, string UserAgent, int Cookie, int Ticket, int Token, string? Client, EventFlags Flags, ClientTraits Traits);
