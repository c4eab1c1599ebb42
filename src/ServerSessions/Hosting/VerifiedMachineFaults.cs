using System.Net;
using ServerSessions.Capture.Headers;

namespace ServerSessions.Hosting;

/// <summary>Checks the settings of a verified machine.</summary>
internal static class VerifiedMachineFaults
{
    public static IEnumerable<string> Of(VerifiedMachine machine)
    {
        if (string.IsNullOrWhiteSpace(machine.Name))
            yield return "VerifiedMachines has an entry without a Name; expected the name that sessions show, such as Googlebot.";
        foreach (var network in machine.NetworkList().Where(n => !IPNetwork.TryParse(n, out _)))
            yield return $"VerifiedMachines {machine.Name} has the network \"{network}\"; expected a network with the length of its prefix: 66.249.64.0/19, 2001:4860:4801::/48.";
        if ((machine.SignatureAgent is null) != (machine.KeyFile is null))
            yield return $"VerifiedMachines {machine.Name} has {(machine.KeyFile is null ? "a SignatureAgent and no KeyFile" : "a KeyFile and no SignatureAgent")}; signed requests need both.";
        if (machine.SignatureAgent is { } agent && !(Uri.TryCreate(agent, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps))
            yield return $"VerifiedMachines {machine.Name} has the SignatureAgent \"{agent}\"; expected an address such as https://chatgpt.com.";
        if (machine is { SignatureAgent: null, KeyFile: null } && !machine.NetworkList().Any())
            yield return $"VerifiedMachines {machine.Name} has neither Networks nor a SignatureAgent with a KeyFile: nothing verifies it.";
        if (machine.KeyFile is { } file && Unreadable(file) is { } fault)
            yield return fault;
    }

    private static string? Unreadable(string file)
    {
        try
        {
            foreach (var key in MachineProofs.KeysOf(file))
                key.Dispose();
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"The key file \"{file}\" of VerifiedMachines cannot be read: {exception.Message}";
        }
    }
}
