using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Walk;

/// <summary>The script of <c>handler completion bash</c>, in a real bash.</summary>
public sealed class CompletionTests
{
    [Fact]
    public async Task Bash_completes_commands_options_values_and_files()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("handler.bash"), await HandlerProcess.RunAsync(0, "completion", "bash"));
        await File.WriteAllTextAsync(folder.File("my card.json"), "{}");

        (await CompleteAsync(folder, "handler", "")).ShouldContain("[demo][server][card][message][task]");
        (await CompleteAsync(folder, "handler", "task", "resub")).ShouldBe("[resubscribe]");
        (await CompleteAsync(folder, "handler", "task", "list", "--sta")).ShouldBe("[--state]");
        (await CompleteAsync(folder, "handler", "task", "list", "--state", "comp")).ShouldBe("[completed]");
        (await CompleteAsync(folder, "handler", "task", "list", "--state", "=", "comp")).ShouldBe("[completed]");
        (await CompleteAsync(folder, "handler", "completion", "f")).ShouldBe("[fish]");
        (await CompleteAsync(folder, "handler", "card", "validate", "my")).ShouldBe("[my card.json]");
        (await CompleteAsync(folder, "handler", "task", "get", "--task-id", "")).ShouldBe("[]");
    }

    /// <summary>What bash would offer for the last word.</summary>
    private static async Task<string> CompleteAsync(TemporaryFolder folder, params string[] words)
    {
        const string Script = """
            cd "$1" && source handler.bash && shift
            complete -p handler >/dev/null || exit 1
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
            _handler 2>/dev/null
            printf '[%s]' "${COMPREPLY[@]}"
            """;
        await using var bash = ChildProcess.Start("bash", ["--norc", "-c", Script, "bash", folder.Path, .. words]);
        (await bash.WaitForExitAsync()).ShouldBe(0, bash.Story);
        return bash.Text;
    }
}
