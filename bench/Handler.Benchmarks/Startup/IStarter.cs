namespace Handler.Benchmarks.Startup;

/// <summary>Starts a program and takes what it cost.</summary>
internal interface IStarter
{
    /// <summary>Starts it once.</summary>
    /// <exception cref="InvalidOperationException">It did not do what it is for.</exception>
    Task<Start> StartAsync();
}
