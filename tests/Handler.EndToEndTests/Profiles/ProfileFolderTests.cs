using System.Runtime.Versioning;
using Handler.Client.Profiles;
using Handler.EndToEndTests.Processes;
using Handler.Protocol;

namespace Handler.EndToEndTests.Profiles;

/// <summary>What is saved for a user, on a real disk and between real processes.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProfileFolderTests : IDisposable
{
    private const string Agent = "http://h:8000";
    private const UnixFileMode Mode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Mode644 = Mode600 | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly TemporaryFolder _home = new();
    private readonly List<string> _notes = [];
    private readonly string _folder;
    private readonly AgentProfiles _profiles;

    public ProfileFolderTests()
    {
        _folder = _home.File("handler");
        _profiles = Open();
    }

    private string Credentials => Path.Combine(_folder, "credentials.json");

    private string Sessions => Path.Combine(_folder, "sessions.json");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Folder_and_files_are_their_owners_alone()
    {
        await _profiles.SetBearerTokenAsync(Agent, "a-token");
        await _profiles.SaveSessionAsync(Agent, "c-1", null, null);

        File.GetUnixFileMode(_folder).ShouldBe(Mode600 | UnixFileMode.UserExecute);
        Directory.GetFiles(_folder).ShouldAllBe(file => File.GetUnixFileMode(file) == Mode600);
        Open().FindCredential(Agent)!.BearerToken.ShouldBe("a-token");
        Open().FindSession(Agent)!.ContextId.ShouldBe("c-1");
        _notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reading_and_clearing_nothing_makes_no_folder()
    {
        _profiles.ListSessions().ShouldBeEmpty();
        (await _profiles.ClearSessionsAsync()).ShouldBe(0);
        (await _profiles.ClearCredentialAsync(Agent)).ShouldBeFalse();

        Directory.Exists(_folder).ShouldBeFalse();
    }

    [Fact]
    public async Task Writers_of_one_process_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
            Task.Run(() => Open().SaveSessionAsync($"http://h:{number + 1}", $"c-{number}", "t", TaskState.Working))));

        _profiles.ListSessions().Count.ShouldBe(50);
    }

    [Fact]
    public async Task Writers_of_several_processes_lose_nothing()
    {
        var processes = Enumerable.Range(1, 6).Select(number =>
            HandlerProcess.StartIn(_folder, "auth", "set", $"http://h:{number}", "--bearer", $"token-of-{number}")).ToList();
        try
        {
            foreach (var process in processes)
            {
                (await process.WaitForExitAsync()).ShouldBe(0, process.Story);
            }
        }
        finally
        {
            processes.ForEach(process => process.DisposeAsync().AsTask().Wait());
        }

        foreach (var number in Enumerable.Range(1, 6))
        {
            _profiles.FindCredential($"http://h:{number}")!.BearerToken.ShouldBe($"token-of-{number}");
        }
    }

    [Fact]
    public async Task Readers_see_whole_files_while_others_write()
    {
        await _profiles.SaveSessionAsync(Agent, "c-0", null, null);
        var writing = Task.Run(async () =>
        {
            foreach (var number in Enumerable.Range(0, 200))
            {
                await Open().SaveSessionAsync(Agent, $"c-{number}-{new string('x', number * 20)}", null, null);
            }
        });

        while (!writing.IsCompleted)
        {
            _profiles.FindSession(Agent).ShouldNotBeNull();
        }

        await writing;
    }

    [Fact]
    public async Task What_others_could_open_is_taken_away_from_them_and_told()
    {
        await _profiles.SetBearerTokenAsync(Agent, "a-token");
        File.SetUnixFileMode(Credentials, Mode644);

        _profiles.FindCredential(Agent)!.BearerToken.ShouldBe("a-token");

        File.GetUnixFileMode(Credentials).ShouldBe(Mode600);
        _notes.ShouldHaveSingleItem().ShouldContain($"'{Credentials}' could be opened by other users of this machine (mode 644)");
    }

    [Fact]
    public async Task A_folder_that_others_may_change_is_told()
    {
        await _profiles.SetBearerTokenAsync(Agent, "a-token");
        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);

        _profiles.FindCredential(Agent).ShouldNotBeNull();

        _notes.ShouldHaveSingleItem().ShouldContain($"Other users of this machine can change files in '{_folder}'");
    }

    [Fact]
    public async Task A_damaged_file_is_kept_aside_and_told()
    {
        await _profiles.SaveSessionAsync(Agent, "c-1", null, null);
        await File.WriteAllTextAsync(Sessions, "{ half a fi");

        Should.Throw<ProfileException>(() => _profiles.FindSession(Agent)).Message.ShouldContain($"'{Sessions}' is damaged");
        await Should.ThrowAsync<ProfileException>(() => _profiles.ClearSessionsAsync());
        (await File.ReadAllTextAsync(Sessions)).ShouldBe("{ half a fi");
        await _profiles.SaveSessionAsync(Agent, "c-2", null, null);
        await File.WriteAllTextAsync(Sessions, "again");
        await _profiles.SaveSessionAsync(Agent, "c-3", null, null);

        _profiles.FindSession(Agent)!.ContextId.ShouldBe("c-3");
        (await File.ReadAllTextAsync(Sessions + ".damaged-1")).ShouldBe("{ half a fi");
        (await File.ReadAllTextAsync(Sessions + ".damaged-2")).ShouldBe("again");
        _notes.Count.ShouldBe(2);
        _notes[0].ShouldContain($"It was kept as '{Sessions}.damaged-1', and a new one begun.");
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_left_alone()
    {
        await _profiles.SaveSessionAsync(Agent, "c-1", null, null);
        const string Newer = """{"version":2,"agents":{}}""";
        await File.WriteAllTextAsync(Sessions, Newer);

        var error = await Should.ThrowAsync<ProfileException>(() => _profiles.SaveSessionAsync(Agent, "c-2", null, null));

        error.Failure.ShouldBe(ProfileFailure.Newer);
        (await File.ReadAllTextAsync(Sessions)).ShouldBe(Newer);
        Directory.GetFiles(_folder, "*damaged*").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_killed_writer_left_is_in_nobodys_way()
    {
        await _profiles.SaveSessionAsync(Agent, "c-1", null, null);
        await File.WriteAllTextAsync(Sessions + ".new", "half");

        await _profiles.SaveSessionAsync(Agent, "c-2", null, null);

        _profiles.FindSession(Agent)!.ContextId.ShouldBe("c-2");
        File.GetUnixFileMode(Sessions).ShouldBe(Mode600);
        File.Exists(Sessions + ".new").ShouldBeFalse();
    }

    [Fact]
    public async Task A_command_that_cannot_save_does_its_work_all_the_same()
    {
        await using var agent = await HandlerAgent.StartAsync(steps: 1, "10ms");
        await File.WriteAllTextAsync(_home.File("file"), "");
        await using var sent = HandlerProcess.StartIn(
            Path.Combine(_home.File("file"), "handler"), "message", "send", "--url", agent.Url, "Process this data", "--wait", "forever");

        (await sent.WaitForExitAsync()).ShouldBe(0, sent.Story);

        sent.Text.ShouldContain("State: completed");
        sent.Story.ShouldContain("The session was not saved: '");
    }

    [Fact]
    public async Task Commands_share_sessions()
    {
        await using var agent = await HandlerAgent.StartAsync(steps: 1, "10ms");
        await RunAsync("message", "send", agent.Url, "ask", "--wait", "forever");
        var saved = _profiles.FindSession(agent.Url)!;

        var shown = await RunAsync("session", "show", agent.Url);
        var answered = await RunAsync("message", "send", agent.Url, "go on", "--continue", "--wait", "forever");

        saved.TaskId.ShouldNotBeNull();
        shown.ShouldContain($"Task ID: {saved.TaskId}");
        answered.ShouldContain($"Task ID: {saved.TaskId}");
        answered.ShouldContain("State: completed");
    }

    private AgentProfiles Open() => AgentProfiles.In(_folder, TimeProvider.System, _notes.Add);

    private async Task<string> RunAsync(params string[] line)
    {
        await using var process = HandlerProcess.StartIn(_folder, line);
        await process.WaitForExitAsync();
        return process.Text;
    }
}
