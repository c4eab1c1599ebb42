using System.Diagnostics;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.TestServers;

/// <summary>What <c>test.sh</c> prints before its last line.</summary>
public sealed class FailuresScriptTests : IDisposable
{
    private readonly DirectoryInfo _results = Directory.CreateTempSubdirectory("failures-");

    [Fact]
    public async Task A_failed_test_is_printed_with_its_name_and_its_whole_message_and_a_passed_one_is_not()
    {
        Write("tests.trx", """
            <TestRun><Results>
              <UnitTestResult testName="Places.A_passed_one" outcome="Passed" duration="00:00:01" />
              <UnitTestResult executionId="1" testName="Places.A_theory(text: &quot;a &amp; b&quot;)" duration="00:00:01" outcome="Failed">
                <Output><ErrorInfo><Message>Assert.Equal() Failure
            Expected: &lt;1&gt;
            Actual:   2</Message><StackTrace>at Somewhere()</StackTrace></ErrorInfo></Output>
              </UnitTestResult>
              <UnitTestResult testName="Places.Another" outcome="Failed"><Output><ErrorInfo><Message>Waited 180 s in vain.</Message></ErrorInfo></Output></UnitTestResult>
            </Results><ResultSummary outcome="Failed"><RunInfos>
              <RunInfo outcome="Error"><Text>[xUnit.net 00:00:01.00]   Places.Another [FAIL]</Text></RunInfo>
            </RunInfos></ResultSummary></TestRun>
            """);
        Assert.Equal(
            """
              Places.A_theory(text: "a & b")
                  Assert.Equal() Failure
                  Expected: <1>
                  Actual:   2
              Places.Another
                  Waited 180 s in vain.

            """,
            await RunAsync());
    }

    [Fact]
    public async Task A_run_that_hung_is_printed_with_the_test_that_ran_then()
    {
        Write("tests.trx", """
            <TestRun><ResultSummary outcome="Failed"><RunInfos>
              <RunInfo outcome="Error"><Text>The active test run was aborted. Reason: Test host process crashed</Text></RunInfo>
            </RunInfos></ResultSummary></TestRun>
            """);
        Write("Sequence_1.xml", """
            <TestSequence><Test Name="Places.Ended" Completed="True" /><Test Name="Places.It_hangs" DisplayName="Places.It_hangs" Completed="False" /></TestSequence>
            """);
        Assert.Equal(
            """
              the run
                  The active test run was aborted. Reason: Test host process crashed
              Places.It_hangs
                  it ran when the test host ended (hung or crashed)

            """,
            await RunAsync());
    }

    [Fact]
    public async Task A_broken_promise_is_printed_once_with_what_it_did_not_reach()
    {
        Write("promises.txt", """
                0.0 R8 seed 1, short: maxmemory reached
            R8 shed=4 held
              not reached: redisMiB is 19.5, expected at most 16
              not reached: System.TimeoutException: Waited
               at Somewhere()
              journals and logs: /tmp/chaos
            R9 redisMiB=19.5 BROKEN

            R8 shed=4 held
            R9 redisMiB=19.5 BROKEN
            """);
        Assert.Equal(
            """
              promise R9
                  redisMiB is 19.5, expected at most 16
                  System.TimeoutException: Waited
                     at Somewhere()

            """,
            await RunAsync());
    }

    [Fact]
    public async Task A_run_without_a_failure_prints_nothing()
    {
        Write("tests.trx", """<TestRun><Results><UnitTestResult testName="Places.A_passed_one" outcome="Passed" /></Results></TestRun>""");
        Assert.Equal("", await RunAsync());
    }

    public void Dispose() => _results.Delete(recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_results.FullName, name), text + "\n");

    private async Task<string> RunAsync()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ServerSessions.sln"))) folder = folder.Parent!;
        using var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(folder.FullName, "tests", "failures.sh"), _results.FullName]) { RedirectStandardOutput = true })!;
        var output = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync().InTimeAsync();
        return output;
    }
}
