using ServerSessions.Dashboard.Hosting;

namespace ServerSessions.Dashboard.Actions;

/// <summary>Acts about one session, or about a user in all sessions.</summary>
internal static class SessionActions
{
    private const string Takes = "It applies from the next request on, on every node, and is listed under Responses, where it can be taken back.";

    /// <summary>Null for an unknown verb.</summary>
    public static PageAction? OfSession(string id, string verb, PageLinks links)
    {
        var action = Of(verb, "this session", links.Act(id, verb), links.SessionPath(id));
        return action is null ? null : action with { Section = "sessions", Subject = id };
    }

    /// <summary>Null for an unknown verb.</summary>
    public static PageAction? OfUser(string user, string? issuer, string verb, PageLinks links)
    {
        var action = verb is "challenge" or "throttle" or "block" ? null : Of(verb, "this user", links.UserAct(user, issuer, verb), links.User(user, issuer));
        return action is null ? null : action with { Section = "users", Subject = issuer is null ? user : $"{user} of {issuer}" };
    }

    private static PageAction? Of(string verb, string whom, string post, string back) => verb switch
    {
        "revoke" => new("", $"Sign {whom} out?", "Sign out", post, back)
        {
            Effects = [$"The sign-in of {whom} is refused and open connections are closed. The person can sign in again.", Takes],
            Fields = [ActionField.Reason(), ActionField.Minutes("usual")],
        },
        "challenge" => new("", $"Challenge {whom}?", "Challenge", post, back)
        {
            Effects = ["The application's step-up is required before any other request is answered, until it is passed.", Takes],
            Fields = [ActionField.Reason(), ActionField.Minutes("usual")],
        },
        "throttle" => new("", $"Throttle {whom}?", "Throttle", post, back)
        {
            Effects = ["Only a few requests a minute are answered; further ones get status 429.", Takes],
            Fields = [ActionField.Reason(), ActionField.Minutes("usual")],
        },
        "block" => new("", $"Block {whom}?", "Block", post, back)
        {
            Effects = ["Every request gets status 403, and open connections are closed, until the block ends: after one hour, unless you give another time.", Takes],
            Fields = [ActionField.Reason(), ActionField.Minutes("60")],
        },
        "release" => new("", $"Release {whom} from all responses?", "Release", post, back)
        {
            Effects = [$"Everything that holds against {whom} ends: sign-outs, challenges, throttles and blocks, also those of rules."],
            Fields = [ActionField.Reason()],
        },
        "erase" => new("", $"Erase {whom}?", "Erase", post, back)
        {
            Effects =
            [
                $"Everything that is kept about {whom} until now is removed: steps, alerts, what rules remember. Workers do it within seconds.",
                "Decisions that still apply stay until they end. What the person does afterwards is recorded as ever.",
                "An export that is needed has to be made first.",
            ],
            IsFinal = true,
        },
        _ => null,
    };
}
