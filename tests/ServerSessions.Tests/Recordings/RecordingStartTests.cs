using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServerSessions.Recordings.Hosting;
using ServerSessions.Recordings.Storing;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Recordings;

/// <summary>An application with recordings that would be scattered, lost or contradictory does not start.</summary>
public class RecordingStartTests
{
    [Theory]
    [InlineData("redis", false, true)]
    [InlineData("redis", true, false)]
    [InlineData("in-process", false, false)]
    public async Task A_folder_of_one_machine_is_refused_with_a_storage_of_several_nodes(string storage, bool isShared, bool isRefused)
    {
        var check = new RecordingStartCheck(NamedStorage.Of(storage), new FolderRecordingStore("folder", isShared), Options.Create(new SessionProcessingOptions()));
        var exception = await Record.ExceptionAsync(() => check.StartAsync(default));
        Assert.Equal(isRefused, exception is InvalidOperationException { Message: var message } && message.Contains("FolderIsShared = true", StringComparison.Ordinal));
        Assert.Equal(isRefused, exception is not null);
    }

    [Theory]
    [InlineData("no folder", "Recordings need a folder")]
    [InlineData("audience only", "AudienceOnly")]
    [InlineData("sample", "SampleRate is 1.5; expected 0 to 1")]
    public async Task Settings_that_cannot_work_are_refused_with_what_to_write(string fault, string sentence)
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => RecordedApp.StartAsync(
            recording: o => (o.Folder, o.SampleRate) = (fault == "no folder" ? null : o.Folder, fault == "sample" ? 1.5 : 1),
            options: o => o.Profile = fault == "audience only" ? TrackingProfile.AudienceOnly : o.Profile));
        Assert.Contains(sentence, exception.Message);
    }

    [Fact]
    public async Task Mapping_without_the_services_says_what_to_write()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => TrackedApp.StartAsync(a => a.MapSessionRecording()));
        Assert.Contains("AddSessionRecording", exception.Message);
    }

    [Fact]
    public async Task Visitors_are_asked_for_recording_as_soon_as_it_is_added()
    {
        await using var app = await RecordedApp.StartAsync(options: o => o.Consent.Recording = null);
        Assert.Equal(ConsentMode.OptIn, app.Services.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.Consent.Recording);
    }

    /// <summary>A storage that has a name alone.</summary>
    private class NamedStorage : System.Reflection.DispatchProxy
    {
        private string _name = "";

        public static ISessionStorage Of(string name)
        {
            var storage = Create<ISessionStorage, NamedStorage>();
            ((NamedStorage)(object)storage)._name = name;
            return storage;
        }

        protected override object? Invoke(System.Reflection.MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name == "get_Name" ? _name : throw new NotSupportedException();
    }
}
