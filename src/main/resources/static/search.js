// Searches a site of plain files: looks through lists of titles and first words, month by month, newest first.
(function () {
  "use strict";
  var most = 50;
  var root = document.currentScript.getAttribute("data-root");
  var query = document.getElementById("query");
  var state = document.getElementById("state");
  var list = document.getElementById("results");
  var turn = 0;

  function plain(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function get(name) {
    return fetch(root + "/search/" + name).then(function (answer) {
      if (!answer.ok) throw new Error(name + ": " + answer.status);
      return answer.json();
    });
  }

  function show(article) {
    var item = document.createElement("li");
    item.className = "result";
    if (article.language) item.lang = article.language;
    var heading = document.createElement("h2");
    heading.dir = "auto";
    var link = document.createElement("a");
    link.href = article.path;
    link.textContent = article.title;
    heading.appendChild(link);
    item.appendChild(heading);
    if (article.excerpt) {
      var excerpt = document.createElement("div");
      excerpt.className = "excerpt";
      excerpt.dir = "auto";
      excerpt.textContent = article.excerpt;
      item.appendChild(excerpt);
    }
    var byline = document.createElement("div");
    byline.className = "byline";
    byline.lang = "en";
    byline.textContent = article.day + " " + article.outlet;
    item.appendChild(byline);
    list.appendChild(item);
  }

  function search(words, mine) {
    list.textContent = "";
    if (words.length === 0) {
      state.textContent = "";
      return;
    }
    state.textContent = "Searching …";
    var found = 0;
    function month(months, at) {
      if (mine !== turn) return;
      if (at === months.length || found >= most) {
        state.textContent = found === 0 ? "No article matches." : found >= most
          ? "The newest " + found + " that match" : found === 1 ? "1 article" : found + " articles";
        return;
      }
      return get(months[at] + ".json").then(function (articles) {
        if (mine !== turn) return;
        articles.forEach(function (article) {
          var text = plain([article.title, article.excerpt, article.outlet, article.tags.join(" ")].join(" "));
          if (found < most && words.every(function (word) { return text.indexOf(word) >= 0; })) {
            found++;
            show(article);
          }
        });
        return month(months, at + 1);
      });
    }
    get("months.json").then(function (months) { return month(months, 0); }).catch(function () {
      state.textContent = "The search could not be loaded. Please try again later.";
    });
  }

  function begin() {
    search(plain(query.value).split(/\s+/).filter(Boolean), ++turn);
  }

  query.value = new URLSearchParams(location.search).get("q") || "";
  begin();
  query.form.addEventListener("submit", function (event) {
    event.preventDefault();
    history.replaceState(null, "", "?q=" + encodeURIComponent(query.value));
    begin();
  });
})();
