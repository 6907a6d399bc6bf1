namespace Handler.EndToEndTests.Conversations;

/// <summary>Tests that look at what the whole process holds: nothing else runs in it meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
