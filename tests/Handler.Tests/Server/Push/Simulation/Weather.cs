namespace Handler.Tests.Server.Push.Simulation;

/// <summary>What goes wrong between the engine and its store at present.</summary>
internal sealed class Weather
{
    public bool RefusesReads { get; set; }

    public bool RefusesResults { get; set; }

    /// <summary>Results are written at times and the answer is an error all the same.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>Rings of commits are lost; changes of configs are always heard.</summary>
    public bool LosesRings { get; set; }

    /// <summary>The longest pause before and after each call, in milliseconds.</summary>
    public int LongestPause { get; set; }

    public bool IsFair => !RefusesReads && !RefusesResults && !LosesAnswers && LongestPause == 0;

    public void Clear() => (RefusesReads, RefusesResults, LosesAnswers, LosesRings, LongestPause) = (false, false, false, false, 0);
}
