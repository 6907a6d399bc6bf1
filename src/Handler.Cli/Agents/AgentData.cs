namespace Handler.Cli.Agents;

/// <summary>Where the agent keeps its tasks: the file that it was told, or one in a temporary folder that goes with it.</summary>
internal sealed class AgentData : IDisposable
{
    private readonly DirectoryInfo? _temporary;

    public AgentData(string? file)
    {
        _temporary = file is null ? Directory.CreateTempSubdirectory("handler-agent-") : null;
        File = file ?? Path.Combine(_temporary!.FullName, "agent.db");
    }

    public string File { get; }

    public bool IsTemporary => _temporary is not null;

    public void Dispose()
    {
        try
        {
            _temporary?.Delete(recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The system clears its temporary folder; that this one could not be is nothing to fail for.
        }
    }
}
